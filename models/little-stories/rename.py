#!/usr/bin/env python3
"""Writes a text of stories several times over, their children named by few names, and more often.

    models/little-stories/rename.py TEXT OUTPUT [--copies 11] [--names 5] [--renamed 0.9] [--dense 0.3] [--seed 11]

Every copy has the stories, which a blank line separates, in an order of its own. In a share of them (--renamed) every girl's
and every boy's name is exchanged for one of the first NAMES names of its kind, the same throughout a story, different ones
for different people. In a share (--dense) half of what stands for the only girl, or the only boy, of a story ("she", "the
little girl") is her name. A network that learns from such a text has little to remember of who somebody is, and much reason to.
"""
import argparse
import pathlib
import random
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from make.arguments import readable  # noqa: E402

# Names, pronoun and noun of each kind; a name stands in at least two stories of the sample. The first ones are the exchanged ones.
KINDS = [
    ("Lily Mia Sue Lucy Anna Sara Sally Jane Amy Molly Daisy Sarah Lila Emma Jill Mary Jen Ella Elly Jenny Bella Polly Susie "
     "Sandy Ann Penny Lisa Kate Grace Rachel Sophie Emily Rosie Lilly Zara Tilly Milly Mimi Liz Lulu Isabel Tina".split(),
     "[Ss]he", "girl"),
    ("Tim Ben Sam Tom Max Timmy Bob Jack Joe John Tommy Leo Billy Jimmy Jake Andy Benny Bobby Jim Gary Frank Pete Fred James "
     "Bill Charlie Alex Jerry Peter Toby Oliver Ollie".split(),
     "[Hh]e", "boy"),
]


def found(names, story):
    """Returns those of the names that stand in a story, in the order in which they come."""
    places = {name: re.search(rf"\b{name}\b", story) for name in names}
    return sorted((name for name in names if places[name]), key=lambda name: places[name].start())


def renamed(story, count, rng):
    """Returns a story whose girls, and whose boys, have names of the first `count`; whoever is left over keeps a name."""
    others = {}
    for names, _, _ in KINDS:
        others.update(zip(found(names, story), rng.sample(names[:count], count)))
    return re.sub(rf"\b({'|'.join(others)})\b", lambda match: others[match.group()], story) if others else story


def dense(story, rng):
    """Returns a story in which every second mention of the only girl, or boy, is by name, from where the name first stands."""
    for names, pronoun, noun in KINDS:
        people = found(names, story)
        if len(people) == 1:
            begin = story.index(people[0]) + len(people[0])
            named = re.sub(rf"\b(?:{pronoun}|[Tt]he (?:little )?{noun})\b",
                           lambda match: people[0] if rng.random() < 0.5 else match.group(), story[begin:])
            story = story[:begin] + named
    return story


def copies(text, options):
    """Returns what is described above, of a text and the options of the command line."""
    rng = random.Random(options.seed)
    stories = [story for story in text.split("\n\n") if story]
    written = []
    for _ in range(options.copies):
        rng.shuffle(stories)
        for story in stories:
            drawn = rng.random()
            story = renamed(story, options.names, rng) if drawn < options.renamed else story
            written.append(dense(story, rng) if drawn < options.dense else story)
    return "\n\n".join(written)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=readable)
    parser.add_argument("output")
    parser.add_argument("--copies", type=int, default=11)
    parser.add_argument("--names", type=int, default=5, help="of each kind")
    parser.add_argument("--renamed", type=float, default=0.9, help="share of the stories")
    parser.add_argument("--dense", type=float, default=0.3, help="share of the stories, of which at most --renamed are renamed")
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    with open(options.text, encoding="utf-8") as file:
        text = file.read()
    with open(options.output, "w", encoding="utf-8") as file:
        file.write(copies(text, options))


if __name__ == "__main__":
    main()
