// The twenty-five drugs of the intensive care patient.
import type { DrugInColumns } from '../model.ts';
import { drug } from './rows.ts';

export const sepsisTreatment: DrugInColumns[] = [
  drug('Noradrenalina', '0,42 mcg/kg/min', 'EV', 'BIC', '28-09-2024', '04-10-2024', 'C01CA03'),
  drug('Vasopresina', '0,03 U/min', 'EV', 'BIC', '28-09-2024', '01-10-2024', 'H01BA01'),
  drug('Hidrocortisona', '50 mg', 'EV', 'c/6 h', '28-09-2024', '05-10-2024', 'H02AB09'),
  drug('Meropenem', '1 g', 'EV', 'c/8 h', '28-09-2024', '12-10-2024', 'J01DH02'),
  drug('Amikacina', '1 g', 'EV', 'Dosis única', '28-09-2024', '28-09-2024', 'J01GB06'),
  drug('Fluconazol', '400 mg', 'EV', 'c/24 h', '04-10-2024', '18-10-2024', 'J02AC01'),
  drug('Propofol', '2 mg/kg/h', 'EV', 'BIC', '28-09-2024', '04-10-2024', 'N01AX10'),
  drug('Fentanilo', '1,5 mcg/kg/h', 'EV', 'BIC', '28-09-2024', '05-10-2024', 'N01AH01'),
  drug('Midazolam', '0,1 mg/kg/h', 'EV', 'BIC', '28-09-2024', '30-09-2024', 'N05CD08'),
  drug('Rocuronio', '50 mg', 'EV', 'Bolo', '28-09-2024', '28-09-2024', 'M03AC09'),
  drug('Dexmedetomidina', '0,7 mcg/kg/h', 'EV', 'BIC', '04-10-2024', '10-10-2024', 'N05CM18'),
  drug('Quetiapina', '25 mg', 'SNG', 'c/12 h', '05-10-2024', '16-10-2024', 'N05AH04'),
  drug('Amiodarona', '900 mg', 'EV', 'BIC 24 h', '09-10-2024', '10-10-2024', 'C01BD01'),
  drug('Amiodarona', '200 mg', 'SNG', 'c/8 h', '11-10-2024', '24-10-2024', 'C01BD01'),
  drug('Furosemida', '40 mg', 'EV', 'c/8 h', '11-10-2024', '18-10-2024', 'C03CA01'),
  drug('Heparina sódica', '500 UI/h', 'EV', 'Circuito HD', '30-09-2024', '12-10-2024', 'B01AB01'),
  drug('Enoxaparina', '60 mg', 'SC', 'c/24 h', '02-10-2024', '24-10-2024', 'B01AB05'),
  drug('Omeprazol', '40 mg', 'EV', 'c/24 h', '28-09-2024', '24-10-2024', 'A02BC01'),
  drug('Insulina cristalina', '4 UI/h', 'EV', 'BIC', '28-09-2024', '06-10-2024', 'A10AB01'),
  drug('Insulina NPH', '12 UI', 'SC', 'AM', '06-10-2024', '24-10-2024', 'A10AC01'),
  drug('Tiamina', '300 mg', 'EV', 'c/24 h', '28-09-2024', '05-10-2024', 'A11DA01'),
  drug('Fosfato de potasio', '15 mmol', 'EV', 'Según control', '01-10-2024', '12-10-2024', 'B05XA06'),
  drug('Sulfato de magnesio', '2 g', 'EV', 'Según control', '09-10-2024', '11-10-2024', 'B05XA05'),
  drug('Paracetamol', '1 g', 'EV', 'c/8 h', '28-09-2024', '20-10-2024', 'N02BE01'),
  drug('Metoclopramida', '10 mg', 'EV', 'c/8 h', '30-09-2024', '08-10-2024', 'A03FA01'),
];
