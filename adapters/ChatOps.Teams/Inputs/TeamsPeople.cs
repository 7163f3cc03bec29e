using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using ChatOps.Teams.Conversations;
using ChatOps.Teams.Payloads;

namespace ChatOps.Teams.Inputs;

/// <summary>Who somebody on Teams is here: by the directory's id, which the configuration and links name, or by the connector's own.</summary>
internal sealed class TeamsPeople(IChatDesk desk, ConversationBook book, Roster roster)
{
    /// <summary>Who acts.</summary>
    /// <exception cref="StorageUnavailableException">Links cannot be read now.</exception>
    public async Task<Actor> WhoAsync(Activity activity, CancellationToken cancellationToken)
    {
        var id = activity.FromDirectoryId ?? activity.From ?? "";
        var actor = await desk.WhoAsync(TeamsOptions.Platform, id, cancellationToken).ConfigureAwait(false);
        if (actor.Name != id || activity.From is not { } other || other == id) return actor;
        var known = await desk.WhoAsync(TeamsOptions.Platform, other, cancellationToken).ConfigureAwait(false);
        return known.Name == other ? actor : known;
    }

    /// <summary>The word by which commands know whom a mention means: a person's name, a responder's role, else the id.</summary>
    /// <exception cref="StorageUnavailableException">Links cannot be read now.</exception>
    public async ValueTask<string> WordOfAsync(string mentioned, CancellationToken cancellationToken)
    {
        foreach (var id in (string?[])[mentioned, await book.OtherIdAsync(mentioned, cancellationToken).ConfigureAwait(false)])
        {
            if (id is null) continue;
            if ((await desk.WhoAsync(TeamsOptions.Platform, id, cancellationToken).ConfigureAwait(false)).Name is { } name && name != id) return name;
            if (roster.Responders.FirstOrDefault(responder => responder.Handles.GetValueOrDefault(TeamsOptions.Platform) == id) is { } responder) return responder.Role;
        }

        return mentioned;
    }
}
