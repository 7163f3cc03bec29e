using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Blocks;
using ChatOps.Servers.Slack.Out;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Acts;

/// <summary>block_suggestion: options that an app makes while somebody types.</summary>
internal sealed class SuggestAct(SlackSystem slack)
{
    private static readonly Rule Answer = Rules.Shape(Rules.May("options", Rules.ListOf(TextRules.SelectOption, 0, 100)), Rules.May("option_groups", TextRules.OptionGroups));

    public async Task<IReadOnlyList<SlackOption>> SuggestAsync(SlackUser user, SlackView view, string actionId, string query)
    {
        StoredView stored;
        JsonObject payload;
        lock (slack.Gate)
        {
            stored = slack.Views.Modals.First(modal => modal.Id == view.Id);
            var element = Choice.Find(SlackElement.In(stored.Body["blocks"]), actionId, null);
            payload = Payloads.Start(slack, stored.App, user, "block_suggestion");
            payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = stored.Id };
            payload["action_id"] = actionId;
            payload["block_id"] = element.Block;
            payload["value"] = query;
            payload["view"] = stored.ToJson(slack.Workspace.TeamId);
        }

        var outcome = await slack.Couriers.GiveAsync(stored.App, Parcel.Interaction(stored.App, payload));
        if (outcome.Delivery.Failure is { } failure)
        {
            throw new InvalidOperationException($"The app gave no options: {failure}");
        }

        return Keep(stored, outcome.Delivery.Answer);
    }

    private IReadOnlyList<SlackOption> Keep(StoredView view, string text)
    {
        var answer = JsonNode.Parse(text)!.AsObject();
        var findings = new Findings();
        Answer(answer, "", findings);
        findings.Refuse("invalid_options");
        var options = (answer["options"] as JsonArray ?? [])
            .Concat((answer["option_groups"] as JsonArray ?? []).SelectMany(group => group!["options"]!.AsArray()))
            .Select(option => option!.AsObject())
            .ToArray();
        lock (slack.Gate)
        {
            foreach (var option in options)
            {
                view.Suggested[(string)option["value"]!] = option;
            }
        }

        return [.. options.Select(option => new SlackOption((string)option["text"]!["text"]!, (string)option["value"]!))];
    }
}
