using System.Text.Json;

namespace ChatOps.Bot.Hosting;

/// <summary>The words of enumerations as the API, metrics and answers spell them: <c>awaitingAcknowledgement</c>.</summary>
internal static class EnumWord
{
    /// <summary>The value's word.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
