"""A small reader of QTI 2.1's response processing, written after the specification and sharing nothing with the export.

It knows the expressions that the export uses and stops at any other. None is NULL, which most expressions pass on.
"""

from defusedxml.ElementTree import fromstring

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
_READ = {
    "float": float,
    "integer": int,
    "string": str,
    "identifier": str,
    "directedPair": lambda text: tuple(text.split()),
}


def outcomes(document, responses):
    """Every outcome of an item (bytes) by name, for responses by name; a list is a container."""
    root = fromstring(document.decode("utf-8"))
    variables, declared = {}, {}
    for one in root.findall(f"{QTI}responseDeclaration"):
        declared[one.get("identifier")] = one
        variables[one.get("identifier")] = responses.get(one.get("identifier"))
    assert set(responses) <= set(variables), (responses, list(variables))
    names = []
    for one in root.findall(f"{QTI}outcomeDeclaration"):
        names.append(one.get("identifier"))
        value = one.find(f"{QTI}defaultValue/{QTI}value")
        numeric = one.get("baseType") in ("float", "integer")
        variables[names[-1]] = _READ[one.get("baseType")](value.text) if value is not None else 0 if numeric else None
    _Run(variables, declared).rules(root.find(f"{QTI}responseProcessing"))
    return {name: variables[name] for name in names}


def shown(document, responses):
    """The feedback that a learner sees: the words of each that is shown, in the order of the file."""
    found = outcomes(document, responses)
    told = []
    for one in fromstring(document.decode("utf-8")).iter(f"{QTI}modalFeedback"):
        value = found[one.get("outcomeIdentifier")]
        if one.get("identifier") == value or (isinstance(value, list) and one.get("identifier") in value):
            told.append(one)
    return told


def right_responses(document):
    """The right response to each interaction, by name."""
    declared = {
        one.get("identifier"): one for one in fromstring(document.decode("utf-8")).iter(f"{QTI}responseDeclaration")
    }
    return {name: _Run({}, declared).right(name) for name in declared}


class _Run:
    def __init__(self, variables, declared):
        self.variables = variables
        self.declared = declared

    def rules(self, parent):
        for rule in parent:
            self.rule(rule)

    def rule(self, rule):
        name = rule.tag.removeprefix(QTI)
        if name == "setOutcomeValue":
            self.variables[rule.get("identifier")] = self.value(rule[0])
            return
        assert name == "responseCondition", name
        for branch in rule:
            if self.value(branch[0]) is True:
                for inner in branch[1:]:
                    self.rule(inner)
                return

    def value(self, expression):
        name = expression.tag.removeprefix(QTI)
        if name == "variable":
            return self.variables[expression.get("identifier")]
        if name == "baseValue":
            return _READ[expression.get("baseType")](expression.text or "")
        if name == "correct":
            return self.right(expression.get("identifier"))
        if name == "mapResponse":
            return self.mapped(expression.get("identifier"))
        values = [self.value(child) for child in expression]
        if name == "isNull":
            return values[0] is None or values[0] == []
        if name == "and":
            return False if False in values else None if None in values else True
        if name == "or":
            return True if True in values else None if None in values else False
        if None in values:
            return None
        if name == "index":
            at = int(expression.get("n"))
            return values[0][at - 1] if at <= len(values[0]) else None
        if name == "stringMatch":
            first, second = values if expression.get("caseSensitive") == "true" else [one.lower() for one in values]
            return first == second
        return {
            "not": lambda one: not one,
            "match": lambda one, other: one == other,
            "member": lambda one, others: one in others,
            "gt": lambda one, other: one > other,
            "gte": lambda one, other: one >= other,
            "lt": lambda one, other: one < other,
            "lte": lambda one, other: one <= other,
            "sum": lambda *all_: sum(all_),
            "divide": lambda one, other: one / other,
        }[name](*values)

    def right(self, name):
        declared = self.declared[name]
        read = _READ[declared.get("baseType")]
        values = [read(one.text or "") for one in declared.findall(f"{QTI}correctResponse/{QTI}value")]
        return values[0] if declared.get("cardinality") == "single" else values

    def mapped(self, name):
        declared, given = self.declared[name], self.variables[name]
        mapping = declared.find(f"{QTI}mapping")
        read = _READ[declared.get("baseType")]
        total = 0.0
        for one in [] if given is None else given if isinstance(given, list) else [given]:
            for entry in mapping:
                key = read(entry.get("mapKey"))
                same = key.lower() == one.lower() if entry.get("caseSensitive") == "false" else key == one
                if same:
                    total += float(entry.get("mappedValue"))
                    break
            else:
                total += float(mapping.get("defaultValue"))
        return min(max(total, float(mapping.get("lowerBound"))), float(mapping.get("upperBound")))
