using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.Acts;

/// <summary>What an element carries once somebody has pressed it, chosen from it or filled it in.</summary>
internal static class Choice
{
    /// <summary>The fields beside <c>type</c>, as in <c>state.values</c> and in actions.</summary>
    /// <param name="element">The element.</param>
    /// <param name="value">A text, an option's value, an id; several with commas; null: taken back.</param>
    /// <param name="suggested">Options that the app has offered before.</param>
    public static JsonObject Of(SlackElement element, string? value, IReadOnlyDictionary<string, JsonObject> suggested)
    {
        var several = (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return element.Type switch
        {
            "button" => new JsonObject { ["value"] = element.Value },
            "static_select" or "external_select" or "radio_buttons" or "overflow" => new JsonObject { ["selected_option"] = value is null ? null : Option(value) },
            "multi_static_select" or "multi_external_select" or "checkboxes" => new JsonObject { ["selected_options"] = new JsonArray([.. several.Select(Option)]) },
            "users_select" => new JsonObject { ["selected_user"] = value },
            "multi_users_select" => new JsonObject { ["selected_users"] = new JsonArray([.. several.Select(id => JsonValue.Create(id))]) },
            "conversations_select" => new JsonObject { ["selected_conversation"] = value },
            "channels_select" => new JsonObject { ["selected_channel"] = value },
            "datepicker" => new JsonObject { ["selected_date"] = value },
            "timepicker" => new JsonObject { ["selected_time"] = value },
            "datetimepicker" => new JsonObject { ["selected_date_time"] = value is null ? null : long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) },
            _ => new JsonObject { ["value"] = value },
        };

        JsonObject Option(string wanted) => suggested.GetValueOrDefault(wanted)?.DeepClone().AsObject()
            ?? Offered(element.Body).FirstOrDefault(option => (string?)option["value"] == wanted)?.DeepClone().AsObject()
            ?? throw new InvalidOperationException($"{element.Action} offers no option \"{wanted}\"");
    }

    /// <summary>The element that a person would use; a value decides between several of one action_id.</summary>
    public static SlackElement Find(IReadOnlyList<SlackElement> elements, string actionId, string? value)
    {
        SlackElement[] fitting = [.. elements.Where(element => element.Action == actionId)];
        return fitting.FirstOrDefault(element => element.Type == "button" && element.Value == value) ?? fitting.FirstOrDefault()
            ?? throw new InvalidOperationException($"There is no \"{actionId}\" here, only {string.Join(", ", elements.Select(element => element.Action))}");
    }

    private static IEnumerable<JsonObject> Offered(JsonObject element) =>
        (element["options"] as JsonArray ?? [])
            .Concat((element["option_groups"] as JsonArray ?? []).SelectMany(group => group!["options"]!.AsArray()))
            .Append(element["initial_option"])
            .Concat(element["initial_options"] as JsonArray ?? [])
            .OfType<JsonObject>();
}
