using System.Globalization;
using System.Text.Json;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.AlertmanagerApi;

/// <summary>Reads the body of <c>POST /api/v2/silences</c>.</summary>
internal static class SilenceBody
{
    private const int MostMatchers = 100;

    /// <exception cref="BadJsonException">It is not of the API's types.</exception>
    /// <exception cref="FormatException">A matcher cannot be used; the message says which and why.</exception>
    public static SilenceDraft Read(ReadOnlySpan<byte> body)
    {
        if (body.Trim(" \t\r\n"u8).IsEmpty) throw new InvalidBodyException(ApiAnswers.Required, "silence in body is required");
        var json = new JsonInput(body, lenientTexts: true);
        string? id = null, createdBy = null, comment = null;
        DateTimeOffset? startsAt = null, endsAt = null;
        List<RawMatcher>? matchers = null;
        if (json.Kind != JsonTokenType.Null)
        {
            json.EnterObject();
            while (json.NextProperty())
            {
                if (json.IsNamed("id"u8)) id = json.TextValue();
                else if (json.IsNamed("matchers"u8)) matchers = ReadMatchers(ref json);
                else if (json.IsNamed("startsAt"u8)) startsAt = json.TimeValue();
                else if (json.IsNamed("endsAt"u8)) endsAt = json.TimeValue();
                else if (json.IsNamed("createdBy"u8)) createdBy = json.TextValue();
                else if (json.IsNamed("comment"u8)) comment = json.TextValue();
                else json.SkipValue();
            }
        }

        if (comment is null) throw Missing("comment");
        if (createdBy is null) throw Missing("createdBy");
        if (endsAt is not { } end) throw Missing("endsAt");
        if (matchers is null) throw Missing("matchers");
        if (matchers.Count == 0) throw new InvalidBodyException(ApiAnswers.TooFewItems, "matchers in body should have at least 1 items");
        for (var i = 0; i < matchers.Count; i++) matchers[i].Require(i);
        if (startsAt is not { } start) throw Missing("startsAt");
        return new SilenceDraft(
            string.IsNullOrEmpty(id) ? null : id,
            new Matchers(matchers.Select((matcher, index) => matcher.Make(index))),
            start,
            AlertLimits.Clamp(end),
            AlertLimits.Cut(createdBy),
            AlertLimits.Cut(comment));
    }

    private static InvalidBodyException Missing(string path) => new(ApiAnswers.Required, $"{path} in body is required");

    private static List<RawMatcher>? ReadMatchers(ref JsonInput json)
    {
        json.ToValue();
        if (json.Kind == JsonTokenType.Null) return null;
        json.EnterArray();
        var matchers = new List<RawMatcher>();
        while (json.NextItem())
        {
            if (matchers.Count == MostMatchers) throw json.Wrong($"{MostMatchers} matchers are allowed.");
            matchers.Add(ReadMatcher(ref json));
        }

        return matchers;
    }

    private static RawMatcher ReadMatcher(ref JsonInput json)
    {
        var matcher = new RawMatcher();
        if (json.Kind == JsonTokenType.Null) return matcher;
        json.EnterObject();
        while (json.NextProperty())
        {
            if (json.IsNamed("name"u8)) matcher.Name = json.TextValue();
            else if (json.IsNamed("value"u8)) matcher.Value = json.TextValue();
            else if (json.IsNamed("isRegex"u8)) matcher.IsRegex = json.FlagValue();
            else if (json.IsNamed("isEqual"u8)) matcher.IsEqual = json.FlagValue() ?? true;
            else json.SkipValue();
        }

        return matcher;
    }

    private sealed class RawMatcher
    {
        public string? Name { get; set; }

        public string? Value { get; set; }

        public bool? IsRegex { get; set; }

        public bool IsEqual { get; set; } = true;

        public void Require(int index)
        {
            var missing = Name is null ? "name" : IsRegex is null ? "isRegex" : Value is null ? "value" : null;
            if (missing is not null) throw Missing(string.Create(CultureInfo.InvariantCulture, $"matchers.{index}.{missing}"));
            if (Name!.Length > AlertLimits.LongestLabel || Value!.Length > AlertLimits.LongestLabel)
            {
                throw new BadJsonException(string.Create(CultureInfo.InvariantCulture, $"matchers.{index} is too long; {AlertLimits.LongestLabel} characters are allowed for its name and for its value."));
            }
        }

        public Matcher Make(int index)
        {
            try
            {
                return new Matcher(Name!, (IsRegex, IsEqual) switch
                {
                    (true, true) => MatchOperator.Fits,
                    (true, false) => MatchOperator.FitsNot,
                    (_, true) => MatchOperator.Equal,
                    _ => MatchOperator.NotEqual,
                }, Value!);
            }
            catch (FormatException exception)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"silence invalid: invalid label matcher {index}: {exception.Message}"), exception);
            }
        }
    }
}
