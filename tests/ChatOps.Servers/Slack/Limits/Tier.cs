namespace ChatOps.Servers.Slack.Limits;

/// <summary>Slack's tiers, by calls a minute.</summary>
internal enum Tier
{
    /// <summary>Not limited here.</summary>
    Special = 0,
    One = 1,
    Two = 20,
    Three = 50,
    Four = 100,

    /// <summary>A message a second and channel, several hundred a minute in the workspace.</summary>
    Posting = 300,
}
