using ChatOps.Core.Incidents;
using Microsoft.AspNetCore.Components;

namespace ChatOps.Bot.Dashboard.Commands;

/// <summary>What the page's address says.</summary>
internal static class PageAddress
{
    /// <summary>The incident whose page this is, or null.</summary>
    public static IncidentId? IncidentOf(NavigationManager navigation)
    {
        var parts = navigation.ToBaseRelativePath(navigation.Uri).Split('?', '#')[0].Split('/');
        return parts is ["incidents", var word, ..] && IncidentId.TryParse(word, null, out var id) ? id : null;
    }
}
