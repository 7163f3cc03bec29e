using ChatOps.Core.Alerts;
using ChatOps.Core.Delivery;

namespace ChatOps.Bot.Configuration;

/// <summary>Reads matchers, <c>Routes</c> and <c>Classification</c>.</summary>
internal static class MatcherSettings
{
    public static Matchers Read(KeyReader keys, string key)
    {
        var good = new List<Matcher>();
        foreach (var text in keys.List(key))
        {
            try
            {
                good.AddRange(Matchers.Parse(text));
            }
            catch (FormatException e)
            {
                keys.Findings.Mistake($"{keys.PathOf(key)}: {e.Message}");
            }
        }

        return new Matchers(good);
    }

    public static IReadOnlyList<ChatRoute> ReadRoutes(KeyReader keys) =>
        keys.Sections("Routes", (_, route) => new ChatRoute(Read(route, "Match"), PeopleSettings.Handles(route)));

    public static Classification ReadClassification(KeyReader keys) => new(keys.Sections("Classification", (number, rule) =>
    {
        var match = Read(rule, "Match");
        if (!rule.Has("Match")) rule.Findings.Mistake($"{rule.PathOf("Match")} holds nothing; allowed: at least one matcher, such as alertname=~\"Pg.*Backup.*\"");
        var nine = Enum.GetValues<Challenge>().Where(challenge => challenge != Challenge.Unknown).ToArray();
        if (!rule.Has("Challenge")) rule.Wrong("Challenge", string.Join(", ", nine));
        return new ClassificationRule($"{rule.Path}", match, rule.Choice("Challenge", nine) ?? Challenge.Unknown);
    }));
}
