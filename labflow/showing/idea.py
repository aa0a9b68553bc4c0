"""What one can choose when bringing an idea, in words. It judges nothing: `labflow.proposing` does."""

from labflow.access import Actor, may
from labflow.definition import Catalogue, Workflow
from labflow.proposing import kinds, stages
from labflow.texts.speech import Speech
from labflow.views.idea import Choices, IdeaPage


def page(catalogue: Catalogue, actor: Actor, people: Choices, organisations: tuple[str, ...], say: Speech) -> IdeaPage:
    """Return the choices for this reader. `people`: who can lead, by key; `organisations`: those that are known."""
    chosen = kinds(catalogue)
    return IdeaPage(
        kinds=tuple((one.key, say(one.title)) for one in chosen),
        stages=tuple((say(one.title), _stages(one, say)) for one in chosen),
        people=people if may(actor, "assign", catalogue.network) else (),
        organisations=organisations,
        readers=say("web.readers.everyone"),
        may_register=may(actor, "import", catalogue.network),
    )


def _stages(workflow: Workflow, say: Speech) -> Choices:
    return tuple((f"{workflow.key}/{key}", say(workflow.stages[key].title)) for key in stages(workflow))
