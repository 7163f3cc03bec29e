using ChatOps.Bot.Dashboard.Commands;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;

namespace ChatOps.Tests.Dashboard;

/// <summary>What the command box thinks belongs at the place where somebody types.</summary>
internal sealed class GrammarTests
{
    private static readonly IncidentId Thread = new(7);

    [TestCase("", null, "command")]
    [TestCase("es", null, "command")]
    [TestCase("/es", null, "command")]
    [TestCase("ack ", null, "INC-n")]
    [TestCase("assign INC-4 ", null, "person")]
    [TestCase("assign ", 7, "person")]
    [TestCase("assign INC-9 ", 7, "person")]
    [TestCase("assign INC", 7, "INC-n")]
    [TestCase("status ", null, "INC-n or service")]
    [TestCase("run ", null, "runbook")]
    [TestCase("silence ", null, "service or matcher")]
    [TestCase("unsilence ", null, "id")]
    [TestCase("consult INC-4 ", null, "role")]
    public void A_place_wants_what_the_syntax_says(string text, int? incident, string what) =>
        Assert.That(Grammar.PlaceOf(text, incident is null ? null : Thread).Slot, Is.EqualTo(new Slot.Named(what)));

    [TestCase("recovery ", "on, off")]
    [TestCase("list ", "open, mine, all")]
    [TestCase("escalate INC-4 ", "scalability, redesign, pipeline, dr, architecture")]
    [TestCase("merge INC-4 ", "into")]
    [TestCase("silence checkout ", "30m, 1h, 2h, 4h, 1d, 7d")]
    public void A_place_with_few_words_names_them(string text, string words) =>
        Assert.That(Grammar.PlaceOf(text, null).Slot, Is.TypeOf<Slot.OneOf>().With.Property(nameof(Slot.OneOf.Words)).EqualTo(words.Split(", ")));

    [TestCase("ack INC-4 and then ")]
    [TestCase("akc ")]
    [TestCase("ack INC-4 ")]
    public void Where_anything_may_follow_nothing_is_offered(string text) => Assert.That(Grammar.PlaceOf(text, null).Slot, Is.Null);

    [Test]
    public void What_is_offered_for_decide_is_what_decide_knows()
    {
        var help = CommandTable.Find("decide")!.Help;

        Assert.That(((Slot.OneOf)Grammar.PlaceOf("decide INC-4 ", null).Slot!).Words, Has.All.Matches<string>(word => help.Contains($"`{word}", StringComparison.Ordinal)));
    }

    [Test]
    public void Every_incident_that_a_syntax_names_is_offered()
    {
        foreach (var command in CommandTable.All.Where(command => command.Syntax.StartsWith($"{command.Name} INC-n", StringComparison.Ordinal)))
        {
            Assert.That(Grammar.PlaceOf($"{command.Name} ", null).Slot, Is.EqualTo(Slot.Incident), command.Syntax);
        }
    }
}
