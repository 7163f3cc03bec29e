using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.State;

/// <summary>Open modals, a stack of three at most per person and app, and Home views. Guarded by the workspace's lock.</summary>
internal sealed class ViewShelf(SlackSystem slack)
{
    private const int HighestStack = 3;

    private readonly Dictionary<(SlackApp App, string User), List<StoredView>> stacks = [];
    private readonly Dictionary<(SlackApp App, string User), StoredView> homes = [];
    private int changes;

    public IReadOnlyList<StoredView> Stack(SlackApp app, string user) => stacks.GetValueOrDefault((app, user)) ?? [];

    public IEnumerable<StoredView> Modals => stacks.Values.SelectMany(stack => stack);

    public StoredView? Home(SlackApp app, string user) => homes.GetValueOrDefault((app, user));

    public StoredView? Find(SlackApp app, string? id, string? externalId) =>
        Modals.Concat(homes.Values).FirstOrDefault(view => view.App == app && (id is null ? externalId is not null && view.ExternalId == externalId : view.Id == id));

    public StoredView Open(SlackApp app, string user, JsonObject body)
    {
        RefuseTwin(app, body, null);
        var view = Make(app, user, body, null);
        stacks[(app, user)] = [view];
        return view;
    }

    public StoredView Push(StoredView below, JsonObject body)
    {
        var stack = stacks.GetValueOrDefault((below.App, below.User));
        if (stack is null || !stack.Contains(below))
        {
            throw new ApiRefusal("not_found");
        }

        if (stack.Count >= HighestStack)
        {
            throw new ApiRefusal("push_limit_reached");
        }

        RefuseTwin(below.App, body, null);
        var view = Make(below.App, below.User, body, stack[^1]);
        stack.Add(view);
        return view;
    }

    public void Update(StoredView view, JsonObject body, string? hash)
    {
        if (hash is not null && hash != view.Hash)
        {
            throw new ApiRefusal("hash_conflict");
        }

        RefuseTwin(view.App, body, view);
        view.Body = body;
        view.Hash = NextHash();
        KeepTypedInput(view);
    }

    public StoredView Publish(SlackApp app, string user, JsonObject body, string? hash)
    {
        if (homes.TryGetValue((app, user), out var present))
        {
            Update(present, body, hash);
            return present;
        }

        return homes[(app, user)] = Make(app, user, body, null);
    }

    public void Close(StoredView view)
    {
        if (stacks.TryGetValue((view.App, view.User), out var stack))
        {
            stack.Remove(view);
        }
    }

    public void Clear(SlackApp app, string user) => stacks.Remove((app, user));

    private StoredView Make(SlackApp app, string user, JsonObject body, StoredView? below)
    {
        var id = slack.Ids.Next("V");
        return new StoredView(id, app, user, body) { RootId = below?.RootId ?? id, PreviousId = below?.Id, Hash = NextHash() };
    }

    private string NextHash() => $"{slack.Time.GetUtcNow().ToUnixTimeSeconds()}.{++changes:D4}{SlackIds.Secret(3)}";

    private void RefuseTwin(SlackApp app, JsonObject body, StoredView? except)
    {
        if ((string?)body["external_id"] is { Length: > 0 } id && Find(app, null, id) is { } twin && twin != except)
        {
            throw new ApiRefusal("duplicate_external_id");
        }
    }

    // What was typed survives an update only where block and action keep their ids.
    private static void KeepTypedInput(StoredView view)
    {
        var present = SlackElement.In(view.Body["blocks"]).Select(element => (element.Block, element.Action)).ToHashSet();
        foreach (var (block, actions) in view.Values.ToArray())
        {
            foreach (var (action, _) in actions!.AsObject().ToArray())
            {
                if (!present.Contains((block, action)))
                {
                    actions.AsObject().Remove(action);
                }
            }

            if (actions.AsObject().Count == 0)
            {
                view.Values.Remove(block);
            }
        }
    }
}
