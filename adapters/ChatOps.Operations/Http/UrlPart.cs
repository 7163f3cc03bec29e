using System.Text.RegularExpressions;

namespace ChatOps.Operations.Http;

/// <summary>Writes a fact into an address so that it stays one part of it.</summary>
internal static partial class UrlPart
{
    /// <summary>
    /// A target of the catalog stands as it is. Anything else is percent-encoded; as the host it may be a host with a port, and at the very beginning it
    /// cannot make an address.
    /// </summary>
    public static string Insert(string before, string value, bool fromCatalog)
    {
        if (fromCatalog) return value;
        return Scheme().IsMatch(before) && Host().IsMatch(value) ? value : Uri.EscapeDataString(value);
    }

    [GeneratedRegex(@"\Ahttps?://\z")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9_][A-Za-z0-9_.-]*|\[[0-9a-fA-F:.]+\])(?::[0-9]{1,5})?\z")]
    private static partial Regex Host();
}
