"""A small fictional network that is sound: the examples of the rules are changes to it.

Four files: gardens that share plots, and the rules of their board. Nothing here is anybody's real workflow.
"""

NETWORK = """\
network: gardens
title: {nl: Samentuinen, en: Shared gardens}
place: Elsewhere
zone: Europe/Brussels
phases:
  idea: {title: {nl: Idee, en: Idea}}
  work: {title: {nl: Werk, en: Work}}
roles:
  gardener: {means: lead, title: {nl: tuinier, en: gardener}}
  office: {means: coordinator, title: {nl: kantoor, en: office}}
  president: {means: chair, title: {nl: voorzitter, en: president}}
  visitor: {means: observer, title: {nl: bezoeker, en: visitor}}
body:
  key: board
  title: {nl: bestuur, en: board}
  the: {nl: het bestuur, en: the board}
  meetings_per_year: 5
  source: own proposal
"""

PLOT = """\
workflow: plot
version: 1
title: {nl: Perceel, en: Plot}
initial: sketch
stages:
  sketch:
    title: {nl: Schets, en: Sketch}
    phase: idea
    expected: 3 months
  garden:
    title: {nl: Tuin, en: Garden}
    phase: work
    expected: 12 months
    maximum: 24 months
    pausable: true
  done:
    title: {nl: Klaar, en: Done}
    final: true
checklists:
  dig:
    - id: soil
      ask: {nl: De grond is goed, en: The soil is good}
      source: own proposal
transitions:
  dig:
    title: {nl: Spitten, en: Dig}
    from: [sketch]
    to: garden
    by: [gardener]
    gate:
      decided_by: board
      needs: [{kind: checklist, list: dig}]
    source: own proposal
  extend:
    title: {nl: Verlengen, en: Extend}
    from: [garden]
    keeps_stage: true
    by: [gardener]
    asks: {until: date}
    sets: {deadline: until}
    gate: {decided_by: board, needs: [{kind: maximum, count: 2}]}
    source: own proposal
  stop:
    title: {nl: Stoppen, en: Stop}
    from: [sketch, garden]
    to: done
    by: [office]
    without_gate: {nl: Stoppen mag altijd, en: Stopping is always allowed}
    source: own proposal
pause: {by: [gardener], maximum: 6 months, source: own proposal}
stall:
  - {kind: silence, school_weeks: 6, source: own proposal}
"""

VISIT = """\
workflow: visit
version: 1
title: {nl: Bezoek, en: Visit}
initial: asked
confidential: true
parent: {workflow: plot, when_parent_ends: block, source: own proposal}
stages:
  asked:
    title: {nl: Gevraagd, en: Asked}
    phase: idea
    expected: 14 days
  busy:
    title: {nl: Bezig, en: Busy}
    phase: work
    review: 8 school weeks
  over:
    title: {nl: Voorbij, en: Over}
    final: true
transitions:
  begin:
    title: {nl: Beginnen, en: Begin}
    from: [asked]
    to: busy
    by: [office]
    gate: {needs: [{kind: parent_in, stages: [garden]}]}
    source: own proposal
  close:
    title: {nl: Sluiten, en: Close}
    from: [asked, busy]
    to: over
    by: [office]
    without_gate: {nl: Sluiten mag altijd, en: Closing is always allowed}
    source: own proposal
"""

OWN_RULES = """\
reglement: board
version: 1
title: {nl: Reglement, en: Rules}
source: own proposal
quorum: {more_than: 1/2, of: electorate}
support: {more_than: 1/2, of: quorum}
recusal: {at_least: 1/3, of: seats}
simple: {more_than: 1/2, of: cast}
two-thirds: {at_least: 2/3, of: cast}
written: {more_than: 1/2, of: electorate}
casting_vote: false
days: {papers: 14, written: 10, urgent: 5, extension: 5, again: 365}
euro: {written: 25000, mandate: 2500, mandates_per_year: 10000}
heavy: [rules]
tacit: []
"""

FILES = {"network.yaml": NETWORK, "plot/1.yaml": PLOT, "visit/1.yaml": VISIT, "reglement/1.yaml": OWN_RULES}
