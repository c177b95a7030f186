#!/usr/bin/env python3
"""Distils a chart contract (charts/*.txt; format: charts/README.md) from an unpacked Helm chart.

  charts.py CHART_DIR [--keep OLD_CONTRACT] [--version V] > CONTRACT

Reads values.yaml (keys, types, keys that stand in comments), values.schema.json, the templates (which keys they read, which maps they
copy through whole) and the same of every subchart below charts/. --keep takes over the lines written by hand: `!`, `?` and `+`.
"""
import argparse
import json
import os
import re
import sys

import yaml

yaml.CSafeLoader.add_constructor("tag:yaml.org,2002:value", lambda loader, node: node.value)

COPIES = re.compile(r"\b(to(Yaml|Json|RawJson|PrettyJson|Toml|YamlPretty)|mustTo\w+|merge\w*|mustMerge\w*|deepCopy|omit|pick|keys|values)\b"
                    r"|include\s+\"[^\"]*(tplvalues|render|tplYaml|toYaml)[^\"]*\"")
ASKS_TYPE = re.compile(r"\b(kindIs|kindOf|typeIs\w*|typeOf|toYaml|tpl)\b")
# Charts hand these to Kubernetes as they are, often through a helper that hides it from this script.
KUBERNETES_OBJECTS = {"nodeSelector", "affinity", "resources", "securityContext", "podSecurityContext", "containerSecurityContext",
                      "labels", "annotations", "podLabels", "podAnnotations", "additionalLabels"}


class Node:
    def __init__(self):
        self.types, self.open, self.copied, self.closed, self.enum = set(), False, False, False, None
        self.children, self.item, self.every, self.by_hand = {}, None, None, None

    def child(self, name):
        return self.children.setdefault(name, Node())


def from_values(node, value):
    if isinstance(value, dict):
        node.types.add("map")
        node.open |= not value
        for name, child in value.items():
            from_values(node.child(str(name)), child)
    elif isinstance(value, list):
        node.types.add("list")
        node.open = True
    elif value is None:
        node.types.add("any")
    else:
        node.types.add({bool: "bool", int: "int", float: "number"}.get(type(value), "string"))


def from_schema(node, schema, root, depth=0):
    if schema is True or not isinstance(schema, dict) or depth > 25:
        node.types.add("any")
        return
    reference = schema.get("$ref")
    if reference:
        target = root
        if not reference.startswith("#/"):
            node.types.add("any")
            return
        for part in reference[2:].split("/"):
            target = target.get(part, {}) if isinstance(target, dict) else {}
        from_schema(node, target, root, depth + 1)
        if not schema.get("properties"):
            return
    for name in ("anyOf", "oneOf", "allOf"):
        for branch in schema.get(name, []):
            if isinstance(branch, dict) and ("type" in branch or "properties" in branch or "$ref" in branch):
                from_schema(node, branch, root, depth + 1)
    kinds = schema.get("type", [])
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        lone_null = kind == "null" and isinstance(kinds, str)   # says nothing of what else may stand there
        node.types.add("any" if lone_null else {"object": "map", "array": "list", "boolean": "bool", "integer": "int"}.get(kind, kind))
    if schema.get("enum") and node.enum is None:
        node.enum = [value for value in schema["enum"] if value is not None]
    for name, child in (schema.get("properties") or {}).items():
        node.types.add("map")
        from_schema(node.child(name), child, root, depth + 1)
    rest = schema.get("additionalProperties")
    if rest is False and not schema.get("patternProperties"):
        node.closed = True
    elif schema.get("patternProperties") or rest is True:
        node.open = True
    elif isinstance(rest, dict):
        if rest.get("properties") or rest.get("$ref"):
            node.every = node.every or Node()
            from_schema(node.every, rest, root, depth + 1)
        else:
            node.open = True
    elif "map" in node.types and not schema.get("properties") and not node.children and kinds:
        node.open = True
    if isinstance(schema.get("items"), dict) and (schema["items"].get("properties") or schema["items"].get("$ref")):
        node.item = node.item or Node()
        from_schema(node.item, schema["items"], root, depth + 1)
        node.item.open |= not node.item.closed   # what a schema says of elements is often not all
    elif "list" in node.types:
        node.open = True


def actions(text):
    for match in re.finditer(r"\{\{-?\s*((?:\"(?:[^\"\\\n]|\\.)*\"|`[^`]*`|.)*?)\s*-?\}\}", text, re.S):
        body = match.group(1)
        if not body.startswith("/*"):
            yield body


class Templates:
    """Which values the templates read, and how: a rough reading of their actions, not an execution."""

    def __init__(self):
        self.read, self.copied, self.typed, self.printed = set(), set(), set(), set()
        self.words = set()

    def scan(self, text):
        self.words.update(re.findall(r"\.([A-Za-z_]\w*)", text))
        self.words.update(re.findall(r"\"([\w.-]+)\"", text))
        stack, dot, variables = [], None, {}
        for body in actions(text):
            word = re.match(r"\w+", body)
            word = word.group(0) if word else ""
            if word == "end":
                dot = stack.pop() if stack else None
                continue
            if word == "else" and not re.match(r"else\s+(if|with)", body):
                dot = stack[-1] if stack else dot
                continue
            quoted = [tuple(re.findall(r"\"([^\"]+)\"", keys)) for keys in
                      re.findall(r"index\s+\$?\.Values((?:\s+\"[^\"]+\")+)", body)]
            rests = re.findall(r"\(index\s+\$?\.Values((?:\s+\"[^\"]+\")+)\)((?:\.\w+)+)", body)
            paths = quoted + [tuple(re.findall(r"\"([^\"]+)\"", keys)) + tuple(rest.strip(".").split(".")) for keys, rest in rests]
            for base, keys in re.findall(r"index\s+\$?\.Values((?:\.\w+)+)((?:\s+\"[^\"]+\")+)", body):
                paths.append(tuple(base.strip(".").split(".")) + tuple(re.findall(r"\"([^\"]+)\"", keys)))
            bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|`[^`]*`", '""', body)
            for variable, fields in re.findall(r"(?<![\w\"\)])(\$\w*)?((?:\.[A-Za-z_]\w*)+|\.(?!\w))?", bare):
                if not variable and not fields:
                    continue
                parts = tuple(part for part in fields.split(".") if part)
                if parts[:1] == ("Values",) and variable in ("", "$"):
                    paths.append(parts[1:])
                elif variable in variables:
                    paths.append(variables[variable] + parts)
                elif not variable and dot is not None and fields:
                    paths.append(dot + parts)
            paths = [path for path in paths if path and "Values" not in path]
            self.read.update(paths)
            if "sha256sum" not in body:
                if COPIES.search(body) or word == "range":
                    self.copied.update(paths)
                if ASKS_TYPE.search(body):
                    self.typed.update(paths)
            if word not in ("if", "with", "else", "range", "define"):
                self.printed.update(paths)
            assigned = re.match(r"(?:with\s+|if\s+)?(\$\w+)\s*:?=\s*(?:\(?\s*)(\$?\.Values[.\w]*|index\s+\$?\.Values.*)", body)
            if assigned and paths and not COPIES.search(body):
                variables[assigned.group(1)] = paths[0]
            if word in ("if", "with", "range", "define", "block"):
                stack.append(dot)
                if word == "with":
                    simple = re.match(r"with\s+(?:\$\w+\s*:=\s*)?(\$?\.[\w.]+|\$\w+[.\w]*|\(?index\s+\$?\.Values[^|]*)$", body)
                    dot = paths[0] if simple and len(set(paths)) >= 1 else None
                elif word in ("range", "define", "block"):
                    dot = None


def comments(text):
    """(parents, key) of keys that stand in comments, by indentation. Prose with a colon gets in, and out again: no template names it."""
    above = []
    for line in text.splitlines():
        live = re.match(r"^( *)(- )?\"?([\w./-]+)\"?:(\s|$)", line)
        dead = re.match(r"^( *)#( {0,1})( *)\"?([A-Za-z][\w./-]*)\"?:(\s+\S*$|\s*$|\s+[\"'\[{\d].*$)", line)
        if live:
            depth, key = len(live.group(1)), live.group(3)
        elif dead:
            depth, key = len(dead.group(1)) + len(dead.group(3)), dead.group(4)
        else:
            continue
        while above and above[-1][0] >= depth:
            above.pop()
        if dead and not live:
            yield tuple(entry[1] for entry in above), key
        above.append((depth, key))


def chart_tree(folder):
    node = Node()
    with open(os.path.join(folder, "Chart.yaml"), encoding="utf-8") as file:
        chart = yaml.load(file, Loader=yaml.CSafeLoader)
    text = ""
    if os.path.exists(os.path.join(folder, "values.yaml")):
        with open(os.path.join(folder, "values.yaml"), encoding="utf-8") as file:
            text = file.read()
    from_values(node, yaml.load(text, Loader=yaml.CSafeLoader) or {})
    node.open = False
    templates = Templates()
    templates.scan(text)   # defaults may be templates themselves
    for part in ("templates", "files", "monitoring"):
        for where, _, names in os.walk(os.path.join(folder, part)):
            for name in names:
                if name.endswith((".yaml", ".yml", ".tpl", ".txt", ".tmpl", ".json", ".toml", ".conf")):
                    with open(os.path.join(where, name), encoding="utf-8", errors="replace") as file:
                        templates.scan(file.read())
    apply_templates(node, templates)
    for parents, key in comments(text):
        if key not in templates.words:
            continue
        at = node
        for parent in parents:
            at = at.children.get(parent) if at else None
        if at and "map" in at.types and not at.open and key not in at.children:
            at.child(key).types.add("any")
    schema = os.path.join(folder, "values.schema.json")
    if os.path.exists(schema):
        with open(schema, encoding="utf-8") as file:
            document = json.load(file)
        strict = Node()
        from_schema(strict, document, document)
        strict.open = False
        overlay(node, strict)
    subcharts(node, folder, chart)
    return node, chart


def apply_templates(node, templates):
    for path in sorted(templates.read):
        at = node
        for name in path:
            if at.open or "map" not in at.types and at.types:
                break
            if name not in at.children:
                at.types.add("map")
            at = at.child(name)
    for path in sorted(templates.copied | templates.typed | templates.printed):
        at = node
        for name in path:
            at = at.children.get(name) if at else None
        if at is None:
            continue
        if path in templates.copied and "map" in at.types:
            at.copied = True
        if path in templates.typed and at.types & {"string", "bool"}:
            at.types.add("any")
        elif path in templates.typed and "tpl" in templates.words:
            at.types.add("string")
        if path in templates.printed and "bool" in at.types:
            at.types.add("scalar")
    settle(node)


def settle(node):
    """A default allows what renders the same: text for a number, any scalar for text."""
    if not node.types:
        node.types.add("any")
    if "string" in node.types:
        node.types.add("scalar")
    if node.types & {"int", "number"}:
        node.types |= {"number", "string"}
    for child in node.children.values():
        settle(child)


def open_copied(node, name="", inside=False):
    """A map that is copied through whole takes any key, at every depth; what is written by hand decides before."""
    if "map" in node.types and not node.by_hand:
        node.open |= inside or node.copied or name in KUBERNETES_OBJECTS
        if node.closed:
            node.open = False
    for name, child in node.children.items():
        open_copied(child, name, node.open)


def overlay(node, strict):
    """What the schema says of a key decides over what its default suggests."""
    if strict.types - {"null"} and not strict.types & {"any"}:
        default = node.types & {"map", "list"} | ({"string"} if node.types & {"string"} else set())
        node.types = strict.types - {"null"} | default | ({"bool"} if "bool" in node.types else set())
    elif "any" in strict.types and not node.children:
        node.types = {"any"}
    node.enum = strict.enum
    node.closed |= strict.closed
    if strict.closed:
        node.open = False
    elif strict.open and not strict.children:
        node.open = True
    node.item, node.every = strict.item, strict.every
    if strict.every is not None:   # every key is known to be alike: copying the map through frees none
        node.open = node.copied = False
        node.closed = True
        for name, child in list(node.children.items()):
            if name in strict.children:
                continue
            if child.types == {"any"} and not child.children:
                del node.children[name]   # read of each key, not a key itself
            else:
                overlay(child, strict.every)
    for name, child in strict.children.items():
        if name in node.children:
            overlay(node.children[name], child)
        else:
            node.children[name] = child


def subcharts(node, folder, chart):
    for dependency in chart.get("dependencies") or []:
        name = dependency.get("alias") or dependency["name"]
        for condition in (dependency.get("condition") or "").split(","):
            at = node
            for part in condition.strip().split(".") if condition.strip() else []:
                at.types.add("map")
                at = at.child(part)
            if condition.strip() and not at.types:
                at.types.add("bool")
        below = os.path.join(folder, "charts", dependency["name"])
        target = node.child(name)
        target.types.add("map")
        if not os.path.isdir(below):
            target.open = True   # not at hand: its keys are unknown here
            continue
        tree, _ = chart_tree(below)
        absorb(target, tree)
        target.open = False
        if "global" in tree.children and not tree.children["global"].open:
            absorb(node.child("global"), tree.children["global"])
        elif "global" in tree.children:
            node.child("global").types.add("map")
            node.children["global"].open = True


def absorb(node, other):
    node.types |= other.types
    node.open |= other.open
    node.copied |= other.copied
    node.closed |= other.closed
    node.enum = node.enum or other.enum
    node.item, node.every = node.item or other.item, node.every or other.every
    for name, child in other.children.items():
        absorb(node.child(name), child)


def text_of(node):
    types = set(node.types) - {"null"}
    if "any" in types and not node.children or not types:
        return "any"
    types.discard("any")
    if "scalar" in types:
        types -= {"bool", "string", "int", "number"}
    if "number" in types:
        types.discard("int")
    if node.children or node.every:
        types.add("map")
    words = []
    for kind in sorted(types):
        if kind == "map":
            words.append("map" if (node.children or node.every or node.closed) and not node.open else "map-any")
        elif kind == "list":
            words.append("list" if node.item else "list-any")
        else:
            words.append(kind)
    shape = "|".join(words)
    return shape + (" enum=" + json.dumps(node.enum, separators=(",", ":")) if node.enum and types <= {"string", "scalar", "bool", "int", "number"} else "")


def lines(node, path):
    for name, child in sorted(node.children.items()):
        key = name.replace("\\", "\\\\").replace(".", "\\.").replace("[", "\\[").replace(" ", "\\s").replace("*", "\\*")
        here = f"{path}.{key}" if path else key
        if child.by_hand is None:
            yield f"{here} {text_of(child)}"
        yield from below(child, here)


def below(node, path):
    yield from lines(node, path)
    if node.item:
        if node.item.by_hand is None:
            yield f"{path}[] {text_of(node.item)}"
        yield from below(node.item, path + "[]")
    if node.every:
        yield f"{path}.* {text_of(node.every)}"
        yield from below(node.every, path + ".*")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chart")
    parser.add_argument("--keep")
    parser.add_argument("--version", help="where the release pipeline, not Chart.yaml, sets it")
    options = parser.parse_args()
    tree, chart = chart_tree(options.chart)
    by_hand = []
    if options.keep and os.path.exists(options.keep):
        with open(options.keep, encoding="utf-8") as file:
            by_hand = [line.rstrip("\n") for line in file if line[:1] in "!?+"]
    for line in by_hand:
        if line[0] == "+":
            path, shape = line[1:].split(" ")
            at = tree
            for name in re.split(r"(?<!\\)\.", path):
                at = at.child(name.removesuffix("[]").replace("\\.", "."))
                if name.endswith("[]"):
                    at.item = at.item or Node()
                    at = at.item
            at.by_hand, at.open = shape, "map-any" in shape
    open_copied(tree)
    print(f"# {chart['name']} {options.version or chart['version']}")
    print("\n".join(by_hand + list(lines(tree, ""))))


if __name__ == "__main__":
    sys.exit(main())
