using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Intake;

/// <summary>What a platform's adapter asks before it hands over what somebody did there, and what it shows in menus. It changes no incident.</summary>
public interface IChatDesk
{
    /// <summary>
    /// Who acts: the person whom the configuration or a link names for this identity, with their roles; else somebody without roles who is called by
    /// the identity, which is also what <c>link</c> ties.
    /// </summary>
    /// <param name="platform">The platform's name.</param>
    /// <param name="identity">Its own id of the user, never a name that people can change.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">Links cannot be read now.</exception>
    Task<Actor> WhoAsync(string platform, string identity, CancellationToken cancellationToken);

    /// <summary>The incident whose head message landed there (the reference that its delivery gave), or null.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    Task<IncidentId?> ThreadAsync(string platform, string reference, CancellationToken cancellationToken);

    /// <summary>The head message of an incident as it stands now, or null when there is none of this id.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    Task<ChatMessage?> HeadAsync(IncidentId incident, CancellationToken cancellationToken);

    /// <summary>The same as one reader may see it: without the buttons of what they may not do.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    Task<ChatMessage?> HeadAsync(IncidentId incident, Actor viewer, CancellationToken cancellationToken);

    /// <summary>Open incidents whose id, service or title holds what was typed, the most urgent first.</summary>
    /// <param name="typed">A part of a word; empty: all.</param>
    /// <param name="most">1 to 100.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">They cannot be read now.</exception>
    Task<IReadOnlyList<MenuItem>> IncidentsAsync(string typed, int most, CancellationToken cancellationToken);

    /// <summary>Incidents with a post-mortem whose id, service or title holds what was typed, the newest first.</summary>
    /// <param name="typed">A part of a word; empty: all.</param>
    /// <param name="most">1 to 100.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">They cannot be read now.</exception>
    Task<IReadOnlyList<MenuItem>> PostMortemsAsync(string typed, int most, CancellationToken cancellationToken);

    /// <summary>Ties an identity to the person whose e-mail address the platform vouches for, once and for good; it does what <c>link</c> does.</summary>
    /// <param name="platform">The platform's name.</param>
    /// <param name="identity">Its own id of the user.</param>
    /// <param name="email">The address that it knows of them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Who they are from now on; null when <c>People</c> names nobody with this address.</returns>
    /// <exception cref="StorageUnavailableException">It cannot be kept now.</exception>
    Task<Actor?> LinkByEmailAsync(string platform, string identity, string email, CancellationToken cancellationToken);

    /// <summary>Whether a delivery was taken in before; for what a platform sends twice and what is no command, which has its own memory.</summary>
    /// <param name="delivery">Its id, with the platform's name before it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    Task<bool> HasSeenAsync(string delivery, CancellationToken cancellationToken);

    /// <summary>Remembers that a delivery was taken in, for seven days; returns after the commit.</summary>
    /// <param name="delivery">Its id, with the platform's name before it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">It cannot be kept now.</exception>
    Task SeenAsync(string delivery, CancellationToken cancellationToken);

    /// <summary>The identity that was kept for a name which people can change; null when none was.</summary>
    /// <param name="platform">The platform's name.</param>
    /// <param name="name">The name, as the configuration gives it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    Task<string?> IdentityAsync(string platform, string name, CancellationToken cancellationToken);

    /// <summary>Keeps the identity behind a name for good: whoever takes the name later is somebody else.</summary>
    /// <param name="platform">The platform's name.</param>
    /// <param name="name">The name, as the configuration gives it.</param>
    /// <param name="identity">The platform's own id of whoever has the name now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">It cannot be kept now.</exception>
    Task KeepIdentityAsync(string platform, string name, string identity, CancellationToken cancellationToken);

    /// <summary>Services of the catalog whose name holds what was typed, in its order.</summary>
    /// <param name="typed">A part of a word; empty: all.</param>
    /// <param name="most">1 and up.</param>
    IReadOnlyList<MenuItem> Services(string typed, int most);
}

/// <summary>One line of a menu.</summary>
/// <param name="Value">What a command takes: an incident's id, a service's name.</param>
/// <param name="Text">What people read; data from outside, one line.</param>
public sealed record MenuItem(string Value, string Text);
