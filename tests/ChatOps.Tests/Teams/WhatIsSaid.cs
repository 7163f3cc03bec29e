using System.Text.Json;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Teams.Inputs;
using ChatOps.Teams.Payloads;
using ChatOps.Teams.Views;
using ChatOps.Tests.Messages;

namespace ChatOps.Tests.Teams;

/// <summary>How a command is found in what somebody says, and what a form stands for.</summary>
internal sealed class WhatIsSaid
{
    private const string Bot = "28:bot";
    private const string AtBot = """{ "type": "mention", "text": "<at>ChatOps</at>", "mentioned": { "id": "28:bot" } }""";
    private const string AtKim = """{ "type": "mention", "text": "<at>Kim Berg</at>", "mentioned": { "id": "29:kim" } }""";

    [TestCase("<at>ChatOps</at> ack INC-1", "ack INC-1")]
    [TestCase("<at>ChatOps</at>&nbsp;ack INC-1\r\n", "ack INC-1")]
    [TestCase("ack INC-1 <at>ChatOps</at>", "ack INC-1")]
    [TestCase("\n<at>ChatOps</at>\u00a0/chatops ack INC-1", "/chatops ack INC-1")]
    [TestCase("<at>ChatOps</at>", "help")]
    public async Task The_bots_own_mention_is_taken_out_in_whatever_form_it_stands(string text, string expected) =>
        Assert.That(await CommandAsync(text, "channel", AtBot), Is.EqualTo(expected));

    [Test]
    public async Task Somebody_else_who_is_mentioned_is_the_word_that_commands_know() =>
        Assert.That(await CommandAsync("<at>ChatOps</at> assign INC-1 <at>Kim Berg</at>", "channel", AtBot, AtKim), Is.EqualTo("assign INC-1 kim"));

    [Test]
    public async Task Without_a_mention_it_is_heard_in_a_personal_chat_and_as_a_slash_command_alone()
    {
        Assert.That(await CommandAsync("status", "personal"), Is.EqualTo("status"));
        Assert.That(await CommandAsync("status", "channel"), Is.Null);
        Assert.That(await CommandAsync("status", "groupChat", targeted: true), Is.EqualTo("status"));
        Assert.That(await CommandAsync("<at>ChatOps</at> status", "channel"), Is.Null, "a text can be forged, entities cannot");
    }

    [TestCase("declare", "declare", null)]
    [TestCase("silence ledger", "silence", null)]
    [TestCase("guide INC-7", "guide", "INC-7")]
    [TestCase("guide", "guide", "INC-9")]
    public void A_command_that_lacks_its_words_wants_a_form(string text, string form, string? incident)
    {
        var wish = FormWish.Of(text, new IncidentId(9));

        Assert.That((wish?.Form.Name, wish?.Scope.Incident), Is.EqualTo((form, incident)));
    }

    [TestCase("ack INC-1")]
    [TestCase("declare ledger it is slow")]
    [TestCase("guide INC-1 roll back")]
    [TestCase("nonsense")]
    public void A_whole_command_wants_none(string text) => Assert.That(FormWish.Of(text), Is.Null);

    [Test]
    public void A_form_becomes_the_command_that_it_stands_for()
    {
        var declared = Form.Named("declare")!.CommandOf(Filled(("in.other", "the ledger"), ("in.what", "nobody can pay"), ("in.major", "yes")), new FormScope());
        var guided = Form.Named("guide")!.CommandOf(Filled(("in.guidance", "roll back")), new FormScope("INC-7"));
        var silenced = Form.Named("silence")!.CommandOf(Filled(("in.service", "ledger"), ("in.for", "2h")), new FormScope());

        Assert.That((declared, guided, silenced), Is.EqualTo(("declare \"the ledger\" --major nobody can pay", "guide INC-7 roll back", "silence ledger 2h")));
    }

    [Test]
    public void A_reader_sees_the_buttons_of_what_they_may_do()
    {
        var incident = Sample.Level3();
        var head = HeadMessage.Write(incident, Sample.At("04:00"), TeamsSample.Context);
        IEnumerable<string> Seen(params string[] roles) => ButtonsOfReader.Keep(head, incident, Actor.Person("max", roles, "teams")).Buttons.Select(button => button.Label);

        Assert.That(Seen(), Is.Empty);
        Assert.That(Seen(Role.BackendCoordinator), Does.Contain("Guide").And.Not.Contain("Acknowledge"), "Level 3 is not theirs");
        Assert.That(Seen(Role.CloudArchitect), Is.EqualTo(head.Buttons.Select(button => button.Label)));
    }

    private static FilledIn Filled(params (string Id, string Value)[] values) => new(values.ToDictionary(value => value.Id, value => value.Value));

    private static ValueTask<string?> CommandAsync(string text, string kind, params string[] entities) => CommandAsync(text, kind, false, entities);

    private static ValueTask<string?> CommandAsync(string text, string kind, bool targeted, params string[] entities)
    {
        var json = $$"""
            { "type": "message", "id": "1", "serviceUrl": "https://smba.trafficmanager.net/emea/", "channelId": "msteams", "text": {{JsonSerializer.Serialize(text)}},
              "recipient": { "id": "{{Bot}}", "isTargeted": {{(targeted ? "true" : "false")}} }, "conversation": { "id": "19:c@thread.tacv2", "conversationType": "{{kind}}" }, "entities": [ {{string.Join(',', entities)}} ] }
            """;
        return SaidText.CommandAsync(Activity.Of(JsonDocument.Parse(json).RootElement)!, id => ValueTask.FromResult(id == "29:kim" ? "kim" : id));
    }
}
