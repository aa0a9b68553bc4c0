"""Conditions of a decision: who verifies one says that it is met, or that it no longer is."""

from labflow import conditions
from web.pages.beslissingen import act
from web.pages.visiting import calling

meet = calling(act, "condition-met", "voorwaarden", conditions.meet, "bewijs")
unmeet = calling(act, "condition-unmet", "voorwaarden", conditions.unmeet, "waarom")
