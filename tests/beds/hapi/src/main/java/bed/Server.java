package bed;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IncludeParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.HashMapResourceProvider;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.*;

/** HAPI's own FHIR R4 server over its in-memory store, with the search by patient that SMART clients use. */
public final class Server {
  /** HAPI's provider stores and reads; the search is by the reference that a resource's compartment names. */
  static final class ByPatient<T extends Resource> extends HashMapResourceProvider<T> {
    ByPatient(FhirContext context, Class<T> type) {
      super(context, type);
    }

    @Search
    public List<IBaseResource> byPatient(
        @OptionalParam(name = "patient") ReferenceParam patient,
        @OptionalParam(name = "category") TokenOrListParam category,
        @IncludeParam Set<Include> include) {
      List<IBaseResource> found = new ArrayList<>();
      for (T resource : getStoredResources()) {
        if (patient == null || refers(resource, "Patient/" + patient.getIdPart())) found.add(resource);
      }
      return found;
    }

    private boolean refers(T resource, String to) {
      for (String path : new String[] {"subject", "patient", "participant.actor"}) {
        try {
          for (Reference one : getFhirContext().newTerser().getValues(resource, path, Reference.class)) {
            if (to.equals(one.getReference())) return true;
          }
        } catch (RuntimeException absent) {
          continue;
        }
      }
      return false;
    }
  }

  public static void main(String[] arguments) throws Exception {
    FhirContext context = FhirContext.forR4();
    RestfulServer fhir = new RestfulServer(context) {
      @Override
      protected void initialize() throws ServletException {
        for (Class<? extends Resource> type : List.of(
            Patient.class, Encounter.class, Condition.class, AllergyIntolerance.class, Procedure.class,
            MedicationRequest.class, MedicationAdministration.class, MedicationStatement.class,
            DocumentReference.class, DiagnosticReport.class, Observation.class, Medication.class)) {
          registerProvider(new ByPatient<>(context, type));
        }
        setDefaultPageSize(3);
        setPagingProvider(new ca.uhn.fhir.rest.server.FifoMemoryPagingProvider(50).setDefaultPageSize(3).setMaximumPageSize(3));
        setServerAddressStrategy(new ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy(arguments[1]));
      }
    };
    var server = new org.eclipse.jetty.server.Server(
        new java.net.InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])));
    ServletContextHandler handler = new ServletContextHandler();
    handler.setContextPath("/");
    handler.addServlet(new ServletHolder(fhir), "/fhir/*");
    server.setHandler(handler);
    server.start();
    System.out.println("ready");
    server.join();
  }
}
