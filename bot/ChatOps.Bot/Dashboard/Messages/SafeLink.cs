namespace ChatOps.Bot.Dashboard.Messages;

/// <summary>Addresses that a page may link to. Labels and annotations can hold <c>javascript:</c> and worse.</summary>
internal static class SafeLink
{
    /// <summary>The address when it is an absolute http or https one, else null.</summary>
    public static string? Of(string? href) =>
        Uri.TryCreate(href, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https") ? address.AbsoluteUri : null;
}
