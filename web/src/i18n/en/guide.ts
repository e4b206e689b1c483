/** The guided path of a demonstration. */
export const guide = {
  'guide.title': 'First steps',
  'guide.stage.open': 'Open',
  'guide.stage.decide': 'Decide',
  'guide.stage.verify': 'Verify',
  'guide.stage.done': 'Understood',
  'guide.text.enter':
    'Scans are coming in from both countries. Enter as an analyst and open the most urgent one: no password, this is a demonstration.',
  'guide.text.open': 'Scans are coming in. Open the most urgent one.',
  'guide.text.decide':
    'Look at the image, then decide: press 1 to release or 3 to hold, or use the buttons on the right. You can undo for ten seconds.',
  'guide.text.verify':
    'Your decision is signed, and the partner has the same scan. Open the case and press “Verify here”: your browser checks every step itself.',
  'guide.text.done':
    'You have seen a verified copy at the partner: the scan is unaltered since the device signed it, both logs say so, and the partner’s signed receipt proves that it has it.',
  'guide.enter': 'Enter as analyst and open it',
  'guide.open': 'Open it',
  'guide.back': 'Back to the image',
  'guide.case': 'Open the case',
  'guide.again': 'Once more',
  'guide.dismiss': 'Hide the first steps',
  'guide.queueEmpty': 'Nothing waits at this moment; a new scan comes in within seconds.',
} as const;
