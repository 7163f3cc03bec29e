namespace ChatOps.Servers.Slack;

/// <summary>How a test Slack behaves. What stands here are Slack's own figures; tests shorten them.</summary>
public sealed record SlackServerOptions
{
    /// <summary>Port on 127.0.0.1; 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>Clock of timestamps, signatures, rates, retries and lives of ids.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Name of the app under test, which is also its bot user's.</summary>
    public string AppName { get; init; } = "ChatOps";

    /// <summary>The app's bot scopes.</summary>
    public IReadOnlyList<string> Scopes { get; init; } =
    [
        "app_mentions:read", "channels:history", "channels:join", "channels:read", "chat:write", "commands", "files:read", "files:write", "groups:history",
        "groups:read", "im:history", "im:read", "im:write", "metadata.message:read", "mpim:history", "mpim:read", "mpim:write", "reactions:read",
        "reactions:write", "usergroups:read", "users:read", "users:read.email",
    ];

    /// <summary>Events that the app's bot has subscribed to, as a manifest names them.</summary>
    public IReadOnlyList<string> Events { get; init; } =
        ["app_home_opened", "app_mention", "member_joined_channel", "message.channels", "message.groups", "message.im", "message.mpim"];

    /// <summary>Slash commands of the app.</summary>
    public IReadOnlyList<string> Commands { get; init; } = ["/chatops"];

    /// <summary>The app has Socket Mode on, so no request goes to its addresses.</summary>
    public bool SocketMode { get; init; }

    /// <summary>The app's Home tab is enabled.</summary>
    public bool HomeTab { get; init; } = true;

    /// <summary>Slash commands come with <c>should_escape</c>: mentions as ids.</summary>
    public bool EscapeCommands { get; init; } = true;

    /// <summary>Rates are limited; off, nothing answers 429 beside a fault that asks for it.</summary>
    public bool RateLimits { get; init; } = true;

    /// <summary>A minute of the rate model takes this many minutes: 0.01 makes all rates a hundred times higher.</summary>
    public double RateScale { get; init; } = 1;

    /// <summary>Messages that a channel takes at once before it limits to one a second (Slack tells no figure).</summary>
    public int PostingBurst { get; init; } = 5;

    /// <summary>conversations.history and .replies as for new apps outside the Marketplace: one call a minute, 15 messages.</summary>
    public bool RestrictedHistory { get; init; }

    /// <summary>A second of the retry schedule of events takes this many seconds.</summary>
    public double RetryScale { get; init; } = 1;

    /// <summary>What an app has to answer to a delivery.</summary>
    public TimeSpan AnswerDeadline { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a trigger id can be exchanged for a view.</summary>
    public TimeSpan TriggerLife { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a response URL can be used.</summary>
    public TimeSpan ResponseUrlLife { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long after its completion a file tells where it was shared.</summary>
    public TimeSpan FileShareDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Pause between the server's WebSocket pings.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Characters of all blocks of a message together (measured by others, not documented).</summary>
    public int MostBlockCharacters { get; init; } = 13_200;

    /// <summary>Characters of a message's metadata as JSON (Slack tells no figure).</summary>
    public int MostMetadataCharacters { get; init; } = 8_000;

    /// <summary>Seed of all chance in faults.</summary>
    public int Seed { get; init; } = 1;
}
