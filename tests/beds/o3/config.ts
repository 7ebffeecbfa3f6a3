/** The configuration of this "hospital": what any O3 implementation sets in its own file, no code. */
import { PROCEDURE } from './chart.ts';

const PROCEDURES = 'obs-by-encounter-widget#procedimientos';

export const hospitalConfig = {
  // Without a coded dictionary behind the stub no diagnosis can be chosen; a note may be saved without.
  '@openmrs/esm-patient-notes-app': { isPrimaryDiagnosisRequired: false },
  '@openmrs/esm-patient-chart-app': {
    extensionSlots: {
      'patient-chart-summary-dashboard-slot': {
        add: ['notes-overview-widget', PROCEDURES],
        configure: {
          [PROCEDURES]: {
            title: 'Procedimientos',
            resultsName: 'procedimientos',
            showGraphByDefault: false,
            data: [{ concept: PROCEDURE, label: 'Procedimiento' }],
          },
        },
      },
    },
  },
} as const;
