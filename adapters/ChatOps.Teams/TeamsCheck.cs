using ChatOps.Teams.Connector;
using ChatOps.Teams.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Teams;

/// <summary>Asks Microsoft whether what is configured works there: token, signing keys, channels, people. It changes nothing.</summary>
public static class TeamsCheck
{
    /// <summary>Asks.</summary>
    /// <param name="options">What Teams is spoken to with.</param>
    /// <param name="places">The conversations that the configuration names, by the key that names them.</param>
    /// <param name="handles">The people that it names, by the key that names them.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is missing, a line each; none: all works as far as can be asked.</returns>
    public static async Task<IReadOnlyList<TeamsFinding>> RunAsync(
        TeamsOptions options, IEnumerable<(string Key, string Id)> places, IEnumerable<(string Key, string Id)> handles, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(handles);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(time);
        services.AddTeams(options);
        await using var provider = services.BuildServiceProvider();
        var run = new Run(provider, options);
        if (options.AllowAnonymous) run.Warn("Teams:AllowAnonymous is on: it is for the emulator alone");
        var people = handles.DistinctBy(handle => handle.Id).ToList();
        foreach (var (key, id) in people.Where(handle => !TeamsHandle.IsPerson(handle.Id)))
        {
            run.Wrong($"{key} holds {OutsideText.Line(id, 60)}, which calls nobody; allowed: a directory (object) id, the connector's own (29:…) or a user principal name");
        }

        if (!options.HasCredential || !await run.TokenAsync(cancellationToken).ConfigureAwait(false)) return run.Findings;
        await run.KeysAsync(cancellationToken).ConfigureAwait(false);
        string? member = null;
        foreach (var (key, id) in places.DistinctBy(place => place.Id))
        {
            if (await run.PlaceAsync(key, id, cancellationToken).ConfigureAwait(false)) member ??= id;
        }

        if (member is null) return run.Findings;
        foreach (var (key, id) in people.Where(handle => TeamsHandle.IsPerson(handle.Id))) await run.PersonAsync(key, id, member, cancellationToken).ConfigureAwait(false);
        return run.Findings;
    }

    private sealed class Run(IServiceProvider provider, TeamsOptions options)
    {
        private readonly TeamsClient _client = provider.GetRequiredService<TeamsClient>();
        private readonly List<TeamsFinding> _findings = [];

        public IReadOnlyList<TeamsFinding> Findings => _findings;

        public async Task<bool> TokenAsync(CancellationToken cancellationToken)
        {
            try
            {
                await provider.GetRequiredService<TeamsCredential>().HeaderAsync(null, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (NoTokenException none) when (none.IsAway)
            {
                Warn($"Teams could not be checked: {none.Message}");
            }
            catch (NoTokenException none)
            {
                Wrong($"Teams:AppId, Teams:TenantId and the secret or certificate give {none.Message}");
            }

            return false;
        }

        public async Task KeysAsync(CancellationToken cancellationToken)
        {
            try
            {
                using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(TeamsClient.HttpName);
                using var answer = await client.GetAsync(options.OpenIdMetadata, cancellationToken).ConfigureAwait(false);
                if (!answer.IsSuccessStatusCode) Wrong($"Teams:OpenIdMetadata is {options.OpenIdMetadata}, which answers {(int)answer.StatusCode}: nothing that Teams sends can be believed");
            }
            catch (HttpRequestException away)
            {
                Warn($"Teams:OpenIdMetadata is {options.OpenIdMetadata}, which does not answer: {(away.InnerException ?? away).Message}");
            }
        }

        public async Task<bool> PlaceAsync(string key, string id, CancellationToken cancellationToken)
        {
            var answer = await _client.CallAsync(new TeamsCall(HttpMethod.Get, options.ServiceUrl, ["v3", "conversations", id, "pagedmembers"]), cancellationToken).ConfigureAwait(false);
            switch (answer)
            {
                case TeamsAnswer.Good:
                    return true;
                case TeamsAnswer.Failed { Status: 403 } failed:
                    Wrong($"{key} holds {id}, and the bot is not installed there ({failed.Code}): add the app to the team or chat");
                    break;
                case TeamsAnswer.Failed { Status: 404 }:
                    Wrong($"{key} holds {id}, and Teams knows no such conversation; a channel's id looks like 19:…@thread.tacv2, and the bot tells it where it is installed");
                    break;
                case TeamsAnswer.Failed { Status: 401 } failed:
                    Wrong($"Teams does not accept the bot's token ({failed.Words}): is Teams:TenantId that of the registration, and the bot registered?");
                    break;
                case var other:
                    Warn($"{key} holds {id}, which could not be checked: {TeamsAnswer.Said(other)}");
                    break;
            }

            return false;
        }

        public async Task PersonAsync(string key, string id, string place, CancellationToken cancellationToken)
        {
            var answer = await _client.CallAsync(new TeamsCall(HttpMethod.Get, options.ServiceUrl, ["v3", "conversations", place, "members", id]), cancellationToken).ConfigureAwait(false);
            if (answer is TeamsAnswer.Failed { Status: 404 }) Wrong($"{key} holds {id}, and there is nobody of this id in {place}: who is not a member cannot be called there");
            else if (answer is not TeamsAnswer.Good) Warn($"{key} holds {id}, which could not be checked: {TeamsAnswer.Said(answer)}");
        }

        public void Wrong(string text) => _findings.Add(new TeamsFinding(text, IsWarning: false));

        public void Warn(string text) => _findings.Add(new TeamsFinding(text, IsWarning: true));
    }
}

/// <summary>Something that a check found.</summary>
/// <param name="Text">What is missing, in a line.</param>
/// <param name="IsWarning">True: nothing is wrong as far as could be seen.</param>
public sealed record TeamsFinding(string Text, bool IsWarning);
