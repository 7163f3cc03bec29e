namespace ChatOps.Servers.Teams;

/// <summary>How a test Teams behaves. What stands here are Microsoft's own figures; tests shorten them.</summary>
public sealed record TeamsServerOptions
{
    /// <summary>Port on 127.0.0.1; 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>Clock of tokens, rates and ids.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The bot's application id.</summary>
    public string AppId { get; init; } = "7a1f6f6e-58a8-4b0c-9f0e-2f6f7d2f4c11";

    /// <summary>Its secret.</summary>
    public string AppPassword { get; init; } = "s3cret-of-the-registration";

    /// <summary>The tenant.</summary>
    public string TenantId { get; init; } = "5c9f4a0e-6f0b-4e55-8d1d-0a6f6a3b7e21";

    /// <summary>How long a token of the bot is good for.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Rates are limited; off, nothing answers 429 beside a fault that asks for it.</summary>
    public bool RateLimits { get; init; } = true;

    /// <summary>The most characters of an activity: 100 KB in UTF-16.</summary>
    public int MostCharacters { get; init; } = 51_200;

    /// <summary>What the bot has to answer a message within; then the same is sent once more.</summary>
    public TimeSpan AnswerDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Messages for one person alone can be shown.</summary>
    public bool TargetedMessages { get; init; } = true;

    /// <summary>The owner consented to <c>ChannelMessage.Read.Group</c> and <c>ChatMessage.Read.Chat</c>: the bot gets what people say without calling it, too.</summary>
    public bool ReadsAll { get; init; }

    /// <summary>Seed of all chance in faults.</summary>
    public int Seed { get; init; } = 1;
}
