using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Basecamp.Platform.Tests.Kyverno;

/// <summary>
/// Evaluates the part of CEL that our rules use, by the language's definition: a missing field is an error, which <c>&amp;&amp;</c>, <c>||</c> and
/// <c>all</c> only forgive where the other side decides. Anything else in an expression is an error too, so that a rule cannot pass by not being
/// understood. It is not a substitute for Kyverno's own evaluator; it shows that the rules decide what they say.
/// </summary>
sealed class Cel
{
    static readonly Regex Tokens = new(@"\G\s*(?<token>'(?:[^'\\]|\\.)*'|[0-9]+|[A-Za-z_][A-Za-z0-9_]*|&&|\|\||==|!=|>=|<=|[-+!?:.,()\[\]<>])", RegexOptions.CultureInvariant);

    readonly List<string> tokens = [];
    readonly IReadOnlyDictionary<string, object?> variables;
    int at;

    Cel(string expression, IReadOnlyDictionary<string, object?> variables)
    {
        this.variables = variables;
        for (var end = 0; end < expression.TrimEnd().Length;)
        {
            var match = Tokens.Match(expression, end);
            if (!match.Success)
                throw new CelException($"cannot read '{expression[end..]}'");
            tokens.Add(match.Groups["token"].Value);
            end = match.Index + match.Length;
        }
    }

    /// <summary>The value of an expression: text, <see cref="long"/>, <see cref="bool"/>, list or map.</summary>
    /// <exception cref="CelException">The expression is wrong, or looks at what is not there.</exception>
    public static object? Evaluate(string expression, IReadOnlyDictionary<string, object?> variables)
    {
        var cel = new Cel(expression, variables);
        var value = cel.Ternary();
        if (cel.at != cel.tokens.Count)
            throw new CelException($"'{cel.tokens[cel.at]}' is left over");
        return value(cel.variables);
    }

    /// <summary>JSON as CEL sees it.</summary>
    public static object? Of(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => map.ToDictionary(pair => pair.Key, pair => Of(pair.Value)),
        JsonArray list => list.Select(Of).ToList(),
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<long>(out var number) => number,
        _ => node.GetValue<string>(),
    };

    delegate object? Node(IReadOnlyDictionary<string, object?> scope);

    Node Ternary()
    {
        var condition = Or();
        if (!Take("?"))
            return condition;
        var yes = Ternary();
        Expect(":");
        var no = Ternary();
        return scope => Flag(condition(scope)) ? yes(scope) : no(scope);
    }

    Node Or() => Decided("||", And, decisive: true);

    Node And() => Decided("&&", Relation, decisive: false);

    Node Decided(string sign, Func<Node> operand, bool decisive)
    {
        var left = operand();
        while (Take(sign))
        {
            var (first, second) = (left, operand());
            left = scope => Decide([() => Flag(first(scope)), () => Flag(second(scope))], decisive);
        }
        return left;
    }

    // One side that decides is enough; otherwise an error is an error.
    static bool Decide(IEnumerable<Func<bool>> sides, bool decisive)
    {
        CelException? error = null;
        foreach (var side in sides)
        {
            try
            {
                if (side() == decisive)
                    return decisive;
            }
            catch (CelException wrong)
            {
                error ??= wrong;
            }
        }
        return error is null ? !decisive : throw error;
    }

    Node Relation()
    {
        var left = Sum();
        while (at < tokens.Count && tokens[at] is "==" or "!=" or "in" or ">" or "<")
        {
            var (sign, first) = (tokens[at++], left);
            var second = Sum();
            left = scope => Compare(sign, first(scope), second(scope));
        }
        return left;
    }

    static bool Compare(string sign, object? left, object? right) => sign switch
    {
        "==" => Equals(left, right),
        "!=" => !Equals(left, right),
        ">" => (long)left! > (long)right!,
        "<" => (long)left! < (long)right!,
        _ => right switch
        {
            List<object?> list => list.Contains(left),
            Dictionary<string, object?> map => map.ContainsKey((string)left!),
            _ => throw new CelException("'in' needs a list or a map"),
        },
    };

    Node Sum()
    {
        var left = Not();
        while (Take("+"))
        {
            var (first, second) = (left, Not());
            left = scope => (first(scope), second(scope)) switch
            {
                (List<object?> one, List<object?> two) => one.Concat(two).ToList(),
                (string one, string two) => one + two,
                (long one, long two) => one + two,
                _ => throw new CelException("'+' of different types"),
            };
        }
        return left;
    }

    Node Not()
    {
        if (!Take("!"))
            return Member();
        var value = Not();
        return scope => !Flag(value(scope));
    }

    Node Member()
    {
        var value = Primary();
        while (true)
        {
            if (Take("."))
                value = Selected(value, tokens[at++]);
            else if (Take("["))
            {
                var (map, key) = (value, Ternary());
                Expect("]");
                value = scope => Field(map(scope), (string)key(scope)!);
            }
            else
                return value;
        }
    }

    Node Selected(Node value, string name)
    {
        if (!Take("("))
            return scope => Field(value(scope), name);
        if (name == "all")
        {
            var variable = tokens[at++];
            Expect(",");
            var predicate = Ternary();
            Expect(")");
            return scope => Decide(
                Items(value(scope)).Select<object?, Func<bool>>(item => () => Flag(predicate(With(scope, variable, item)))), decisive: false);
        }
        var argument = Ternary();
        Expect(")");
        return scope => (name, (string)value(scope)!, (string)argument(scope)!) switch
        {
            ("contains", var text, var part) => text.Contains(part, StringComparison.Ordinal),
            ("endsWith", var text, var part) => text.EndsWith(part, StringComparison.Ordinal),
            ("startsWith", var text, var part) => text.StartsWith(part, StringComparison.Ordinal),
            ("matches", var text, var pattern) => Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant),
            _ => throw new CelException($"there is no function '{name}'"),
        };
    }

    Node Primary()
    {
        var token = tokens[at++];
        if (token == "(")
        {
            var inner = Ternary();
            Expect(")");
            return inner;
        }
        if (token == "[")
        {
            // Rules only ever write the empty list.
            Expect("]");
            return _ => new List<object?>();
        }
        if (token == "has")
            return Has();
        if (token[0] == '\'')
            return _ => token[1..^1];
        if (char.IsDigit(token[0]))
            return _ => long.Parse(token, CultureInfo.InvariantCulture);
        if (token is "true" or "false")
            return _ => token == "true";
        return scope => scope.TryGetValue(token, out var value) ? value : throw new CelException($"there is no '{token}'");
    }

    // has(a.b.c): a.b must be there, c may be.
    Node Has()
    {
        Expect("(");
        var value = Primary();
        string? last = null;
        while (Take("."))
        {
            if (last is not null)
                value = Selected(value, last);
            last = tokens[at++];
        }
        Expect(")");
        return scope => value(scope) is Dictionary<string, object?> map && map.ContainsKey(last ?? throw new CelException("has() needs a field"));
    }

    static object? Field(object? map, string name) =>
        map is Dictionary<string, object?> fields && fields.TryGetValue(name, out var value) ? value : throw new CelException($"there is no field '{name}'");

    // Of a map, keys.
    static IEnumerable<object?> Items(object? value) => value switch
    {
        List<object?> list => list,
        Dictionary<string, object?> map => map.Keys,
        _ => throw new CelException("'all' needs a list or a map"),
    };

    static Dictionary<string, object?> With(IReadOnlyDictionary<string, object?> scope, string name, object? value) => new(scope) { [name] = value };

    static bool Flag(object? value) => value is bool flag ? flag : throw new CelException("a condition is neither true nor false");

    bool Take(string token)
    {
        if (at >= tokens.Count || tokens[at] != token)
            return false;
        at++;
        return true;
    }

    void Expect(string token)
    {
        if (!Take(token))
            throw new CelException($"'{token}' is missing before '{(at < tokens.Count ? tokens[at] : "the end")}'");
    }
}

/// <summary>An expression that is wrong, or that looks at what is not there.</summary>
sealed class CelException(string message) : Exception(message);
