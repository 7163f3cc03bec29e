using System.Text.Json;

namespace ChatOps.Storage.Engine;

/// <summary>How the values of an enum are written in columns: as the API writes them, in camel case.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => WordsOf<T>.Texts.TryGetValue(value, out var text) ? text : value.ToString();

    public static T Read<T>(string text)
        where T : struct, Enum => WordsOf<T>.Values.TryGetValue(text, out var value)
            ? value
            : throw new FormatException($"'{text}' is none of the words of {typeof(T).Name}.");

    private static class WordsOf<T>
        where T : struct, Enum
    {
        public static readonly IReadOnlyDictionary<T, string> Texts =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

        public static readonly IReadOnlyDictionary<string, T> Values = Texts.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
