using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Blocks;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

/// <summary>views.open, .push, .update and .publish.</summary>
internal static class ViewsMethods
{
    private const int MostCharacters = 250_000;

    public static readonly IReadOnlyList<ApiMethod> All =
    [
        new("views.open", Tier.Four, null, Open),
        new("views.push", Tier.Four, null, Push),
        new("views.update", Tier.Four, null, Update),
        new("views.publish", Tier.Four, null, Publish),
    ];

    /// <summary>A view that holds to all rules, with its ids filled in.</summary>
    public static JsonObject Checked(JsonNode? node, string type)
    {
        if (node is not JsonObject view)
        {
            throw ApiCall.Invalid("missing required field: view", "view");
        }

        if (view.ToJsonString().Length > MostCharacters)
        {
            throw new ApiRefusal("view_too_large");
        }

        var findings = new Findings();
        ViewRules.Check(view, type, findings);
        findings.Refuse("invalid_arguments");
        view["blocks"] = BlockFilling.Fill(view["blocks"]!.AsArray());
        return view;
    }

    private static JsonObject Open(ApiCall call)
    {
        var view = Given(call, "modal");
        var trigger = call.Slack.Triggers.Exchange(call.Required("trigger_id"), call.App);
        return Shown(call, call.Slack.Views.Open(call.App, trigger.User, view));
    }

    private static JsonObject Push(ApiCall call)
    {
        var view = Given(call, "modal");
        var trigger = call.Slack.Triggers.Exchange(call.Required("trigger_id"), call.App);
        return Shown(call, call.Slack.Views.Push(trigger.View ?? throw new ApiRefusal("not_found"), view));
    }

    private static JsonObject Update(ApiCall call)
    {
        if (call.Text("view_id") is null && call.Text("external_id") is null)
        {
            throw ApiCall.Invalid("missing required field: view_id", "view_id");
        }

        var stored = call.Slack.Views.Find(call.App, call.Text("view_id"), call.Text("external_id")) ?? throw new ApiRefusal("not_found");
        call.Slack.Views.Update(stored, Given(call, stored.IsModal ? "modal" : "home"), call.Text("hash"));
        return Shown(call, stored);
    }

    private static JsonObject Publish(ApiCall call)
    {
        if (!call.App.HomeTab)
        {
            throw new ApiRefusal("not_enabled");
        }

        var user = call.User(call.Required("user_id"));
        return Shown(call, call.Slack.Views.Publish(call.App, user.Id, Given(call, "home"), call.Text("hash")));
    }

    private static JsonObject Given(ApiCall call, string type) => Checked(call.Json("view", "invalid_arguments"), type);

    private static JsonObject Shown(ApiCall call, StoredView view) => new() { ["view"] = view.ToJson(call.Workspace.TeamId) };
}
