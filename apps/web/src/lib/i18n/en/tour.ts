import type { tour as ja } from '../ja/tour';

export const tour: typeof ja = {
  tour: {
    title: 'Once around',
    lead: 'Five minutes, from a question to its retest.',
    count: '{{done}} / {{total}}',
    next: 'Next: {{step}}',
    finished: 'Once around',
    fold: 'Fold the tour',
    unfold: 'Open the tour',
    skip: 'End the tour',
    closed: 'The tour is closed. You can start it again from the account menu.',
    done: 'done',
    ticked: 'Done: {{step}}. {{next}}',
    steps: 'The steps',
    ask: {
      title: 'Ask',
      body: 'Choose one of the example questions and put it to the demo model. It gets some wrong on purpose.',
      go: 'See the example questions',
    },
    judge: {
      title: 'Judge',
      body: 'Read the answer and choose: ○ good, △ insufficient or × wrong. The keys 1, 2 and 3 do the same.',
      go: 'Open answers not judged',
    },
    correct: {
      title: 'Correct',
      body: 'Write the correct answer where it was insufficient or wrong, by mending what the model wrote.',
      go: 'Open answers to correct',
    },
    train: {
      title: 'Hand over for training',
      body: 'The learning program takes good and corrected answers and trains the next version. When it has, “Trained” in the picture goes up.',
      go: 'See the circle',
    },
    retest: {
      title: 'Retest',
      body: 'When the trained version answers the same question and is found to be good, “Retested” goes up. The share of good answers can be compared by version.',
      go: 'See the shares by version',
    },
    end: 'That was the whole circle. From now on, “Continue judging” on the home page is all you need.',
    close: 'Close',
  },
};
