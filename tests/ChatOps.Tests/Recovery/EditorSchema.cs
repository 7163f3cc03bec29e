using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Recovery.Reading;
using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>The JSON Schema that editors check runbooks with, made from what the actions say of themselves.</summary>
internal static class EditorSchema
{
    private const string Duration = "^(\\d+d)?(\\d+h)?(\\d+m)?(\\d+(\\.\\d+)?s)?(\\d+ms)?$";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IEnumerable<IAction> actions)
    {
        var all = actions.OrderBy(action => action.Name, StringComparer.Ordinal).ToArray();
        var step = new JsonObject
        {
            ["name"] = Text($"Unique in the runbook: {RunbookReader.NameAllowed}.", "^[a-z][a-z0-9-]{0,59}$"),
            ["title"] = Text("What it does, in the imperative, for people; may hold {{ facts }}."),
            ["action"] = new JsonObject { ["description"] = "What it calls.", ["enum"] = Words(all.Select(action => action.Name)) },
            ["with"] = new JsonObject { ["description"] = "The action's arguments; may hold {{ facts }}.", ["type"] = "object" },
            ["when"] = Text("It is passed over unless this holds: steps.health.failed and targets.unit."),
            ["timeout"] = Text("When it is given up; 10s unless it says otherwise.", Duration),
            ["risk"] = new JsonObject { ["description"] = "May raise what the action says, never lower it.", ["enum"] = Words(Lower<Risk>()) },
        };
        var act = new JsonObject { ["uninterruptible"] = new JsonObject { ["description"] = "Once begun it finishes, though the attempt's time is over.", ["type"] = "boolean" } };
        var verify = new JsonObject
        {
            ["repeat"] = new JsonObject { ["description"] = "How often it has to pass in a row; 3 unless it says otherwise.", ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 20 },
            ["interval"] = Text("The pause between two tries; 2s unless it says otherwise.", Duration),
            ["for"] = Text("How long it goes on trying after something acted; 1m unless it says otherwise.", Duration),
        };
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A runbook of ChatOps",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = Words(["name", "says", "matches", "verify"]),
            ["properties"] = new JsonObject
            {
                ["name"] = Text($"What people type: {RunbookReader.NameAllowed}.", "^[a-z][a-z0-9-]{0,59}$"),
                ["says"] = Text("What it does and what that may break, a sentence or two."),
                ["matches"] = Matches(),
                ["approve"] = OneOrMore("Roles that may run it and approve its steps; coordinators and above unless it says otherwise."),
                ["approvals"] = new JsonObject { ["description"] = "How many different people have to approve a step of it; 1 unless it says otherwise.", ["type"] = "integer", ["minimum"] = 1, ["maximum"] = RunbookReader.MostApprovals },
                ["maxTries"] = new JsonObject { ["description"] = "How many automatic attempts of one incident it may have; 2 unless it says otherwise.", ["enum"] = new JsonArray(1, 2) },
                ["diagnose"] = Steps("Looks. What it finds is a symptom and never fails the attempt.", null),
                ["act"] = Steps("Mends. Takes what it acts on from the catalog's targets alone.", act),
                ["verify"] = Steps("Proves that it is mended; only this makes an attempt pass.", verify),
            },
            ["$defs"] = new JsonObject
            {
                ["step"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = Words(["name", "action"]),
                    ["properties"] = step,
                    ["allOf"] = new JsonArray([.. all.Select(With)]),
                },
            },
        };
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Matches() => new()
    {
        ["description"] = "What it is for.",
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = Words(["challenge"]),
        ["properties"] = new JsonObject
        {
            ["challenge"] = OneOrMore("The kind of problem.", Words(Enum.GetNames<Challenge>().Where(name => name != nameof(Challenge.Unknown)))),
            ["service"] = OneOrMore("Services; any unless it says otherwise."),
            ["domain"] = OneOrMore("Domains; any unless it says otherwise.", Words(Lower<Domain>())),
            ["labels"] = OneOrMore("Matchers on the first alert's labels in Alertmanager's syntax; all have to hold."),
        },
    };

    private static JsonObject Steps(string says, JsonObject? further) => new()
    {
        ["description"] = says,
        ["type"] = "array",
        ["items"] = new JsonObject
        {
            ["$ref"] = "#/$defs/step",
            ["properties"] = further ?? [],
            ["unevaluatedProperties"] = false,
        },
    };

    private static JsonNode With(IAction action)
    {
        var properties = new JsonObject();
        foreach (var rule in action.Arguments) properties[rule.Name] = Argument(rule);
        var with = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        var required = action.Arguments.Where(rule => rule.Required).Select(rule => rule.Name).ToArray();
        var then = new JsonObject { ["properties"] = new JsonObject { ["with"] = with } };
        if (required.Length > 0)
        {
            with["required"] = Words(required);
            then["required"] = Words(["with"]);
        }

        return new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["action"] = new JsonObject { ["const"] = action.Name } } },
            ["then"] = then,
        };
    }

    private static JsonObject Argument(ArgumentRule rule)
    {
        var says = rule.Fixed ? rule.Says + " Written out: no {{ facts }}." : rule.Says;
        // A scalar may be a template, which is a text to YAML whatever comes of it.
        return rule.Kind switch
        {
            ArgumentKind.Choice => new JsonObject { ["description"] = says, ["enum"] = Words(rule.Choices!) },
            ArgumentKind.Boolean => new JsonObject { ["description"] = says, ["type"] = "boolean" },
            ArgumentKind.Count or ArgumentKind.Number => new JsonObject { ["description"] = says, ["type"] = Words(["number", "string"]) },
            ArgumentKind.List => OneOrMore(says, scalars: true),
            ArgumentKind.Map => new JsonObject { ["description"] = says, ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = Words(["string", "number", "boolean"]) } },
            _ => Text(says),
        };
    }

    private static JsonObject Text(string says, string? pattern = null)
    {
        var text = new JsonObject { ["description"] = says, ["type"] = "string" };
        if (pattern is not null) text["pattern"] = pattern;
        return text;
    }

    private static JsonObject OneOrMore(string says, JsonArray? words = null, bool scalars = false)
    {
        JsonObject One() => words is not null ? new() { ["enum"] = words.DeepClone() } : new() { ["type"] = scalars ? Words(["string", "number", "boolean"]) : "string" };
        return new() { ["description"] = says, ["anyOf"] = new JsonArray(One(), new JsonObject { ["type"] = "array", ["items"] = One() }) };
    }

    private static JsonArray Words(IEnumerable<string> words) => [.. words.Select(word => (JsonNode)word)];

    private static IEnumerable<string> Lower<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(name => name.ToLowerInvariant());
}
