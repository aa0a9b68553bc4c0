"""Time in a stage against what is expected: figures, and a bar only where the beginning is known."""

from datetime import date

from labflow.clock import Interval, on_day
from labflow.facts import Passage, Pause
from labflow.showing.spent import against_expected
from labflow.texts.speech import Speech
from tests.labflow.test_showing import SAY, known
