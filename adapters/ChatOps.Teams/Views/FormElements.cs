using System.Text.Json.Nodes;
using ChatOps.Core.Intake;

namespace ChatOps.Teams.Views;

/// <summary>Inputs of forms. Their ids begin with <c>in.</c>, which nothing else in a dialog's data does.</summary>
internal static class FormElements
{
    /// <summary>The menu of services.</summary>
    public const string Service = "in.service";

    /// <summary>A service that the menu does not have.</summary>
    public const string OtherService = "in.other";

    /// <summary>The menu of open incidents.</summary>
    public const string Incident = "in.incident";

    /// <summary>A text to type.</summary>
    public static JsonObject Text(string id, string label, FilledIn typed, bool lines = false, string? initial = null, string? placeholder = null, bool isRequired = true)
    {
        var input = new JsonObject { ["type"] = "Input.Text", ["id"] = id, ["label"] = label, ["isMultiline"] = lines, ["maxLength"] = lines ? 2000 : 200 };
        if (isRequired)
        {
            input["isRequired"] = true;
            input["errorMessage"] = $"{label}: a few words are needed";
        }

        if (typed[id] is { Length: > 0 } before) input["value"] = before;
        else if (!string.IsNullOrEmpty(initial)) input["value"] = OutsideText.Lines(initial, 200);
        if (placeholder is not null) input["placeholder"] = placeholder;
        return input;
    }

    /// <summary>A menu.</summary>
    public static JsonObject Menu(string id, string label, IReadOnlyList<MenuItem> items, string? chosen, string placeholder)
    {
        var input = new JsonObject
        {
            ["type"] = "Input.ChoiceSet",
            ["id"] = id,
            ["label"] = label,
            ["style"] = "compact",
            ["placeholder"] = placeholder,
            ["choices"] = new JsonArray([.. items.Select(item => (JsonNode)new JsonObject { ["title"] = OutsideText.Line(item.Text, 120), ["value"] = item.Value })]),
        };
        if (chosen is not null && items.FirstOrDefault(item => item.Value.Equals(chosen, StringComparison.OrdinalIgnoreCase)) is { } known) input["value"] = known.Value;
        return input;
    }

    /// <summary>A box to tick.</summary>
    public static JsonObject Tick(string id, string text) => new() { ["type"] = "Input.Toggle", ["id"] = id, ["title"] = text, ["valueOn"] = "yes", ["valueOff"] = "no" };

    /// <summary>The menu of services, and a line for one that it does not have.</summary>
    public static IEnumerable<JsonObject> Services(FormScope scope, IReadOnlyList<MenuItem> items)
    {
        var wanted = scope.Typed[Service] is { Length: > 0 } before ? before : scope.Service;
        var isKnown = wanted is null || items.Any(item => item.Value.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        if (items.Count > 0) yield return Menu(Service, "Service", items, wanted, "One of the catalog");
        yield return Text(OtherService, items.Count > 0 ? "Or another service" : "Service", scope.Typed, initial: isKnown ? null : wanted, placeholder: "its name", isRequired: items.Count == 0);
    }

    /// <summary>The service that was chosen or typed; what is typed counts.</summary>
    public static string ServiceOf(FilledIn filled) => filled[OtherService] is { Length: > 0 } other ? other : filled[Service];
}
