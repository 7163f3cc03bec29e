using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.Page;

/// <summary>A modal with its fields.</summary>
internal static class ModalHtml
{
    public static string Of(SlackView view, string seat) => $"""
        <section class="modal"><h2>{MessageHtml.Escaped(view.Title)}</h2><p>{MessageHtml.Escaped(view.Shown)}</p>
        <form method="post" action="/ui/submit">{seat}<input type="hidden" name="view" value="{view.Id}">
        {string.Concat(view.Elements.Where(element => element.Type != "button").Select(Field))}
        <button>{MessageHtml.Escaped((string?)view.Body["submit"]?["text"] ?? "Submit")}</button></form>
        <form method="post" action="/ui/close">{seat}<input type="hidden" name="view" value="{view.Id}"><button>Close</button></form>
        </section>
        """;

    private static string Field(SlackElement element)
    {
        var label = MessageHtml.Escaped(element.Text.Length > 0 ? element.Text : element.Action);
        var name = MessageHtml.Escaped(element.Action);
        if (element.Body["options"] is not JsonArray options)
        {
            return $"""<label>{label} <textarea name="{name}">{MessageHtml.Escaped((string?)element.Body["initial_value"] ?? "")}</textarea></label>""";
        }

        var initial = (string?)element.Body["initial_option"]?["value"];
        var choices = options.Select(option => ((string)option!["value"]!, (string)option["text"]!["text"]!))
            .Select(option => $"""<option value="{MessageHtml.Escaped(option.Item1)}"{(option.Item1 == initial ? " selected" : "")}>{MessageHtml.Escaped(option.Item2)}</option>""");
        return $"""<label>{label} <select name="{name}"><option></option>{string.Concat(choices)}</select></label>""";
    }
}
