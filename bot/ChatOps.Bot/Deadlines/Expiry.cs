using ChatOps.Bot.Intake;

namespace ChatOps.Bot.Deadlines;

/// <summary>Ends alerts that were not repeated in time; when a source fell silent as a whole, nothing ends and the source has an incident (rule 2.26).</summary>
internal static class Expiry
{
    private const int Page = 500;

    /// <summary>Serves some of those that are due.</summary>
    /// <returns>How many.</returns>
    public static int Serve(IntakeSession session)
    {
        var due = session.Transaction.Alerts.Expired(session.Now, Page);
        foreach (var full in due)
        {
            var lasts = full.Row.Lasts ?? TimeSpan.Zero;
            if (session.Sources.IsSilent(session, full.Row.Source, lasts)) session.Transaction.Alerts.Postpone(full.Row.Id, session.Now + lasts);
            else session.Alerts.Expire(full);
        }

        return due.Count;
    }
}
