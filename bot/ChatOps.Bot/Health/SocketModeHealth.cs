using ChatOps.Slack;

namespace ChatOps.Bot.Health;

/// <summary>Whether Slack's deliveries arrive over Socket Mode. It decides nothing: alerts and the page do without.</summary>
internal sealed class SocketModeHealth(SlackSockets sockets) : IHealthPart
{
    /// <inheritdoc/>
    public bool Decides => false;

    /// <inheritdoc/>
    public HealthState State()
    {
        var trouble = sockets.Trouble;
        return new("slack-socket-mode", trouble is null, trouble);
    }
}
