namespace ChatOps.Servers.Slack.State;

/// <summary>Who is in a channel. The lock is held.</summary>
internal static class Membership
{
    /// <param name="slack">Where.</param>
    /// <param name="conversation">The channel.</param>
    /// <param name="user">Who joins; bots too.</param>
    /// <param name="inviter">Who added them; none: they joined by themselves.</param>
    public static void Join(SlackSystem slack, Conversation conversation, string user, string? inviter)
    {
        if (!conversation.Has(user))
        {
            conversation.Members.Add(user);
            slack.Events.Joined(conversation, user, inviter);
        }
    }
}
