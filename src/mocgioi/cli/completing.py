"""Scripts that complete the command line, made from its parser.

A script holds every command with its actions and options; nothing of the program runs while a
person types.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple


class Typed(NamedTuple):
    """What may follow a command, or a command with its action.

    Attributes:
        words: actions, options, and the choices of its first argument.
        values: the choices of each option that has a value; none: anything, such as a file.
    """

    words: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]


def vocabulary(parser: argparse.ArgumentParser) -> dict[str, Typed]:
    """Return what may be typed, by the command (and action) that stands before it."""
    return dict(_walk(parser, ""))


def _walk(parser: argparse.ArgumentParser, before: str) -> Iterator[tuple[str, Typed]]:
    words: list[str] = []
    values: dict[str, tuple[str, ...]] = {}
    for action in parser._actions:
        words += action.option_strings or map(str, action.choices or ())
        if action.option_strings and action.nargs != 0:
            choices = tuple(map(str, action.choices or ()))
            values |= dict.fromkeys(action.option_strings, choices)
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from _walk(inner, f"{before} {name}".strip())
    yield before, Typed(tuple(words), values)


Vocabulary = Mapping[str, Typed]

_BASH = """\
_mocgioi_words() {
    case "$1" in
%(words)s
    esac
}

_mocgioi_values() {
    case "$1|$2" in
%(values)s
        *) return 1 ;;
    esac
}

_mocgioi() {
    local current="${COMP_WORDS[COMP_CWORD]}" before='' option='' plain=0 at word offered
    for ((at = 1; at < COMP_CWORD; at++)); do
        word="${COMP_WORDS[at]}"
        if [ "$word" = '=' ]; then
            continue
        elif [ -n "$option" ]; then
            option=''
        elif [ "${word#-}" != "$word" ]; then
            if _mocgioi_values "$before" "$word" > /dev/null; then option="$word"; fi
        elif [ -n "$(_mocgioi_words "${before:+$before }$word")" ]; then
            before="${before:+$before }$word"
        else
            plain=1
        fi
    done
    [ "$current" = '=' ] && current=''
    if [ -n "$option" ]; then
        offered="$(_mocgioi_values "$before" "$option")"
    else
        offered=''
        for word in $(_mocgioi_words "$before"); do
            case "$word" in
                -*) [ "${current#-}" = "$current" ] || offered="$offered $word" ;;
                *) [ "$plain" = 1 ] || offered="$offered $word" ;;
            esac
        done
    fi
    COMPREPLY=($(compgen -W "$offered" -- "$current"))
}

complete -o default -F _mocgioi mocgioi
"""

_ZSH = "autoload -U +X bashcompinit && bashcompinit\nautoload -U +X compinit && compinit\n\n"
"""zsh takes the script for bash, once it is asked to."""

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName mocgioi -ScriptBlock {
    param($current, $line, $cursor)
    $words = @{
%(words)s
    }
    $values = @{
%(values)s
    }
    $before = ''; $option = ''; $plain = $false
    $line.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursor } |
        ForEach-Object {
            $word = $_.ToString()
            $longer = "$before $word".Trim()
            if ($option) { $option = '' }
            elseif ($word.StartsWith('-')) {
                if ($values.ContainsKey("$before|$word")) { $option = $word }
            }
            elseif ($words.ContainsKey($longer)) { $before = $longer }
            else { $plain = $true }
        }
    if ($option) { $offered = $values["$before|$option"] }
    elseif ($current.StartsWith('-')) { $offered = $words[$before] }
    else { $offered = $words[$before] | Where-Object { -not $plain -and -not $_.StartsWith('-') } }
    $offered | Where-Object { $_ -like "$current*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
"""


def _bash(known: Vocabulary) -> str:
    words = [
        f"        '{before}') printf '%s' '{' '.join(typed.words)}' ;;"
        for before, typed in known.items()
    ]
    values = [
        f"        '{before}|{option}') printf '%s' '{' '.join(choices)}' ;;"
        for before, typed in known.items()
        for option, choices in typed.values.items()
    ]
    return _BASH % {"words": "\n".join(words), "values": "\n".join(values)}


def _zsh(known: Vocabulary) -> str:
    return _ZSH + _bash(known)


def _powershell(known: Vocabulary) -> str:
    def listed(names: tuple[str, ...]) -> str:
        return f"@({', '.join(map(repr, names))})"

    words = [f"        '{before}' = {listed(typed.words)}" for before, typed in known.items()]
    values = [
        f"        '{before}|{option}' = {listed(choices)}"
        for before, typed in known.items()
        for option, choices in typed.values.items()
    ]
    return _POWERSHELL % {"words": "\n".join(words), "values": "\n".join(values)}


SCRIPTS: Mapping[str, Callable[[Vocabulary], str]] = {
    "bash": _bash,
    "zsh": _zsh,
    "powershell": _powershell,
}
"""What makes the script of each shell."""
