namespace ChatOps.Servers.Slack.State;

/// <summary>Trigger ids: each is exchanged once, within its life, by the app that it was given to.</summary>
internal sealed class TriggerIds(SlackServerOptions options)
{
    private readonly Dictionary<string, Trigger> given = [];

    /// <param name="app">Who may exchange it.</param>
    /// <param name="user">Who sees what is opened.</param>
    /// <param name="view">The modal in which the user acted; none: they acted elsewhere.</param>
    public string Give(SlackApp app, string user, StoredView? view = null)
    {
        var id = $"{given.Count + 1}.{options.Time.GetUtcNow().ToUnixTimeMilliseconds()}.{SlackIds.Secret()}";
        given.Add(id, new Trigger(app, user, view, options.Time.GetUtcNow()));
        return id;
    }

    public Trigger Exchange(string id, SlackApp app)
    {
        if (!given.TryGetValue(id, out var trigger) || trigger.App != app)
        {
            throw new ApiRefusal("invalid_trigger_id");
        }

        if (trigger.IsExchanged)
        {
            throw new ApiRefusal("exchanged_trigger_id");
        }

        if (options.Time.GetUtcNow() - trigger.GivenAt > options.TriggerLife)
        {
            throw new ApiRefusal("expired_trigger_id");
        }

        trigger.IsExchanged = true;
        return trigger;
    }

    internal sealed record Trigger(SlackApp App, string User, StoredView? View, DateTimeOffset GivenAt)
    {
        public bool IsExchanged { get; set; }
    }
}
