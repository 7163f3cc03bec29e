namespace ChatOps.Servers.Slack;

/// <content>What Slack does with Socket Mode connections.</content>
public sealed partial class SlackServer
{
    /// <summary>Open connections of the app under test that envelopes can go over.</summary>
    public int OpenSockets => slack.Sockets.Open(App).Count;

    /// <summary>Says that all connections will soon be renewed.</summary>
    public Task WarnSocketsAsync() => slack.Sockets.DisconnectAsync(App, "warning");

    /// <summary>Renews all connections: each is told to go and closed a little later.</summary>
    public Task RefreshSocketsAsync() => slack.Sockets.DisconnectAsync(App, "refresh_requested");

    /// <summary>Switches Socket Mode off.</summary>
    public Task DisableSocketModeAsync()
    {
        App.SocketMode = false;
        return slack.Sockets.DisconnectAsync(App, "link_disabled");
    }

    /// <summary>All connections stay open and are dead: no message, no pong.</summary>
    public void FreezeSockets()
    {
        foreach (var connection in slack.Sockets.Open(App))
        {
            connection.Freeze();
        }
    }

    /// <summary>Cuts all connections without a word.</summary>
    public void CutSockets() => slack.Sockets.AbortAll();
}
