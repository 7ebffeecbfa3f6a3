/**
 * Names of people in Chile, to see that a text speaks of somebody else. The commonest given names and surnames by the Registro
 * Civil's yearly statistics, folded; those that are also clinical words ("Rosa", "Dolores", "Campos", "Flores", "Rojas" the plural of a colour)
 * count only beside another name.
 */
import { fold } from '../../record/text.ts';

const list = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const GIVEN = list(
  'agustin agustina alberto alejandra alejandro alfonso alfredo alicia alonso alvaro amanda amelia ana andrea andres angel angela angelica antonella antonia antonio ' +
    'ariel armando arturo barbara bastian beatriz benjamin bernarda bernardo berta camila camilo carla carlos carmen carolina catalina cecilia cesar ' +
    'claudia claudio clara constanza cristian cristina cristobal daniel daniela david diego eduardo elena elias eliana elisa elizabeth elsa emilia emilio emma enrique ' +
    'erika ernesto esteban ester eugenia eva evelyn fabian felipe fernanda fernando florencia francisca francisco gabriel gabriela gaspar german ' +
    'gladys gloria gonzalo graciela guillermo gustavo hector hernan hilda hugo ignacia ignacio ines irene iris irma isabel isabella isidora ivan jaime javier javiera jeannette ' +
    'jessica jimena joaquin jorge jose josefa josefina juan juana julia julian julieta julio karen karina karla laura leonardo leonor leticia lidia lorena ' +
    'lorenzo lucas lucia luis luisa luz magdalena manuel manuela marcela marcelo marco marcos margarita maria mariana mario marisol marta martin ' +
    'martina mateo matias matilde mauricio maximiliano maximo mercedes miguel miriam mirta monica natalia nelson nicolas nora norma olga omar ' +
    'orlando oscar pablo pamela paola pascal patricia patricio paula paulina pedro pilar rafael ramon raquel raul rebeca renata ricardo roberto ' +
    'rocio rodolfo rodrigo rolando romina rosa rosario ruben ruth salvador samuel sandra santiago sara sebastian sergio silvia simon sofia soledad ' +
    'sonia susana tamara teresa tomas trinidad valentina valeria vanessa veronica vicente victor victoria violeta viviana ximena yasna yolanda zoila',
);

const FAMILY = list(
  'abarca acevedo acosta acuña aedo aguayo aguilar aguilera aguirre ahumada alarcon albornoz alcaino alfaro aliaga allende alvarado alvarez andrade ' +
    'antilef apablaza arancibia aranda aravena araya arce arenas arevalo arias arriagada astorga astudillo avendaño avila aviles baeza bahamondes barra barraza ' +
    'barrera barrios barros bascuñan bastias benavides benitez bravo bustamante bustos caceres calderon calfucura campos canales cancino candia ' +
    'carcamo cardenas carrasco carreño carrillo carvajal castillo castro catalan catrileo cerda cespedes chacon chavez cisternas collao concha contreras ' +
    'cordero cordova cornejo coronado correa cortes cruz cuevas curihuinca delgado diaz dominguez donoso duarte duran echeverria escobar espinosa espinoza ' +
    'estay farias faundez fernandez ferrada figueroa flores fuentealba fuentes fuenzalida gajardo galaz gallardo gallegos galvez garay garcia garrido gatica ' +
    'godoy gomez gonzalez guajardo guerra guerrero gutierrez guzman henriquez hermosilla hernandez herrera hidalgo huaiquil huenchullan huerta ibañez inostroza ' +
    'iturra jaña jara jeldres jimenez jorquera lagos lara latorre leal leiva leon lillo lizama llancao lobos lopez loyola luna maldonado mansilla manriquez maripan marin ' +
    'marquez martinez maturana medina mella melo mena mendez mendoza meneses meza millan miranda molina monsalve montecinos montenegro montero ' +
    'montes montoya mora moraga morales moreno moya moyano muñoz muñiz nahuelpan naranjo navarrete navarro neira norambuena novoa nuñez obreque ojeda olate olea olguin ' +
    'olivares oliveros orellana ormeño ortega ortiz osorio otarola oyarzun pacheco padilla paillal palacios palma pardo paredes parra pastene peña pereira perez pezoa ' +
    'pino pinto pizarro poblete ponce pozo prado puebla quezada quijada quinteros quintana quiroz ramirez ramos rebolledo reyes reyno riffo ' +
    'riquelme rios rivas rivera rivero robles rodriguez rojas roman romero rosales rozas ruiz saavedra saez salas salazar saldias salgado salinas san ' +
    'sanchez sandoval sanhueza santander santibañez sanzana sarmiento segovia sepulveda serrano silva solis soto suarez suazo tapia tello toledo toro ' +
    'torrealba torres troncoso ugarte ulloa urbina uribe urra urrutia valdebenito valdes valdivia valencia valenzuela vallejos varas varela vargas vasquez vega ' +
    'velasquez velasco venegas vera vergara vidal videla villablanca villagran villalobos villanueva villar villarroel villegas vivanco yañez zambrano zamora ' +
    'zapata zarate zavala zuñiga zurita',
);

const folded = (names: ReadonlySet<string>): ReadonlySet<string> => new Set([...names].map(fold));
const given = folded(GIVEN);
const family = folded(FAMILY);

export const isGivenName = (word: string): boolean => given.has(fold(word));
export const isFamilyName = (word: string): boolean => family.has(fold(word));
