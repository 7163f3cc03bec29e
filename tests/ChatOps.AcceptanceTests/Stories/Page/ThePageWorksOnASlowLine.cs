using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Stories.Page;

/// <summary>
/// Everything that page and bot tell each other takes 300 ms each way, and nobody waits for it: a key does what its presser sees, nothing typed is
/// lost or comes in another order.
/// </summary>
internal sealed class ThePageWorksOnASlowLine : PageStory
{
    protected override TimeSpan Lag => TimeSpan.FromMilliseconds(300);

    [Test]
    public async Task Each_escape_closes_one_thing_at_once_and_the_next_keys_act()
    {
        await using var open = await OpenAsync(person: "ana");
        var keys = open.Page.Keyboard;
        await keys.PressAsync("/");
        await keys.TypeAsync("list");
        await keys.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator(".answer")).ToBeVisibleAsync();
        await keys.TypeAsync("as");
        await Assertions.Expect(open.Page.Locator("#completions li").First).ToBeVisibleAsync();

        await keys.PressAsync("Escape");
        Assert.That((await open.Page.Locator("#completions").IsVisibleAsync(), await open.Page.Locator(".said").IsVisibleAsync()), Is.EqualTo((false, true)));
        await keys.PressAsync("Escape");
        Assert.That(await open.Page.Locator(".said").IsVisibleAsync(), Is.False);
        await keys.PressAsync("Escape");
        await keys.PressAsync("?");

        Assert.That(await open.Page.Locator("dialog#keys").IsVisibleAsync(), Is.True);
        await keys.PressAsync("Escape");
        await keys.PressAsync("g");
        await keys.PressAsync("s");
        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("Services");
        await Assertions.Expect(open.Page.Locator("[data-command]")).ToHaveValueAsync("as");
        await Assertions.Expect(open.Page.Locator("#completions")).ToBeHiddenAsync();
    }

    [Test]
    public async Task Commands_typed_one_after_the_other_are_carried_out_in_this_order_and_typing_goes_on()
    {
        var id = (await Bot.Client.AlertAsync("AheadDown", "ahead-1")).Single();
        await using var open = await OpenAsync($"/incidents/{id}", person: "kim");
        var keys = open.Page.Keyboard;
        var box = open.Page.Locator("[data-command]");

        await keys.PressAsync("/");
        foreach (var word in (string[])["first", "second", "third"])
        {
            await keys.TypeAsync($"note {word} thought");
            await keys.PressAsync("Enter");
        }

        await keys.TypeAsync("status of th");
        await keys.PressAsync("ArrowUp");
        Assert.That(await box.InputValueAsync(), Is.EqualTo("note third thought"));
        await keys.PressAsync("ArrowUp");
        Assert.That(await box.InputValueAsync(), Is.EqualTo("note second thought"));
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await keys.TypeAsync("is");

        await Assertions.Expect(open.Page.Locator(".exchange-text")).ToHaveTextAsync(["note first thought", "note second thought", "note third thought"]);
        await Assertions.Expect(box).ToHaveValueAsync("status of this");
        var notes = (await Bot.Client.TimelineAsync(id)).Where(entry => entry.Kind == "noted").Select(entry => entry.Details.GetProperty("text").GetString());
        Assert.That(notes, Is.EqualTo((string[])["first thought", "second thought", "third thought"]));
    }

    [Test]
    public async Task What_is_typed_before_the_page_follows_the_bot_stays_and_is_sent()
    {
        await using var open = await OpenEmptyAsync(person: "ana");
        await open.Page.GotoAsync("/");
        var keys = open.Page.Keyboard;

        await keys.PressAsync("/");
        await keys.TypeAsync("declare early nobody wai");
        Assert.That(await open.Page.Locator("html[data-live]").CountAsync(), Is.Zero, "the page was live before anything could be typed ahead");
        await Assertions.Expect(open.Page.Locator("html[data-live]")).ToHaveCountAsync(1);
        await Assertions.Expect(open.Page.Locator("[data-command]")).ToBeFocusedAsync();
        await keys.TypeAsync("ted");
        await Assertions.Expect(open.Page.Locator("[data-command]")).ToHaveValueAsync("declare early nobody waited");
        await keys.PressAsync("Enter");

        await Assertions.Expect(open.Page.Locator(".answer")).ToContainTextAsync("INC-");
    }

    [Test]
    public async Task A_command_that_is_sent_before_the_page_follows_the_bot_is_carried_out()
    {
        await using var open = await OpenEmptyAsync(person: "ana");
        await open.Page.GotoAsync("/");

        await open.Page.Keyboard.PressAsync("/");
        await open.Page.Keyboard.TypeAsync("declare prompt sent at once");
        await open.Page.Keyboard.PressAsync("Enter");

        Assert.That(await open.Page.Locator("html[data-live]").CountAsync(), Is.Zero, "the page was live before anything could be sent");
        await Assertions.Expect(open.Page.Locator(".answer")).ToContainTextAsync("INC-");
    }

    [Test]
    public async Task Tab_takes_a_completion_that_is_on_its_way_and_never_leaves_with_half_a_word()
    {
        await using var open = await OpenAsync(person: "ana");
        var keys = open.Page.Keyboard;
        var box = open.Page.Locator("[data-command]");

        await keys.PressAsync("/");
        await keys.TypeAsync("assi");
        await keys.PressAsync("Tab");
        Assert.That(await open.Page.EvaluateAsync<bool>("() => document.activeElement.matches('[data-command]')"), Is.True);
        await Assertions.Expect(box).ToHaveValueAsync("assign ");

        await keys.PressAsync("Control+a");
        await keys.TypeAsync("sil");
        await Assertions.Expect(open.Page.Locator("#completions li").First).ToContainTextAsync("silence");
        await keys.TypeAsync("e");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        Assert.That(await box.InputValueAsync(), Is.EqualTo("silence "), "what still fits of the list that is seen can be taken at once");
    }

    [Test]
    public async Task A_page_that_comes_late_does_not_take_the_focus_from_somebody_who_types()
    {
        await using var open = await OpenAsync(person: "ana");
        var keys = open.Page.Keyboard;

        await keys.PressAsync("g");
        await keys.PressAsync("r");
        await keys.PressAsync("/");
        await keys.TypeAsync("dis");
        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("Runbooks");
        await keys.TypeAsync("gust", new() { Delay = 150 });

        await Assertions.Expect(open.Page.Locator("[data-command]")).ToHaveValueAsync("disgust");
        await Assertions.Expect(open.Page.Locator("[data-command]")).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_button_does_what_stood_on_it_and_says_so_when_things_have_moved_on()
    {
        var id = (await Bot.Client.AlertAsync("StaleDown", "stale-1")).Single();
        await using var open = await OpenAsync($"/incidents/{id}", person: "kim");
        var acknowledge = open.Page.Locator(".head .button", new() { HasText = "Acknowledge" });
        await Assertions.Expect(acknowledge).ToBeVisibleAsync();

        await Bot.Client.CommandAsync($"ack {id}", "ana");
        await acknowledge.ClickAsync();

        await Assertions.Expect(open.Page.Locator(".exchange-text")).ToHaveTextAsync($"ack {id}");
        await Assertions.Expect(open.Page.Locator(".answer")).ToContainTextAsync("ana");
        Assert.That((await Bot.Client.IncidentAsync(id)).Owner, Is.EqualTo("ana"));
    }
}
