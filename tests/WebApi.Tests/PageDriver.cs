using Microsoft.Playwright;

namespace WebApi.Tests;

/// <summary>Does with the page what a person does.</summary>
internal static class PageDriver
{
    /// <summary>Opens the page and waits until it is all there; an error in it closes it, so that the test fails.</summary>
    public static async Task<IPage> OpenAsync(IBrowser browser, Uri address, ColorScheme scheme, int width)
    {
        var page = await browser.NewPageAsync(new BrowserNewPageOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        // A refused request is no error of the page.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                errors.Add(message.Text);
        };
        await page.GotoAsync(address.ToString());
        await Assertions.Expect(page.Locator("#layers tr").First).ToBeAttachedAsync();
        Assert.Empty(errors);
        return page;
    }

    /// <summary>Drops a file on the frame.</summary>
    public static async Task DropAsync(IPage page, string name, string type, byte[] content)
    {
        var transfer = await page.EvaluateHandleAsync(
            """
            ([name, type, base64]) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, { type }));
              return transfer;
            }
            """,
            new[] { name, type, Convert.ToBase64String(content) });
        await page.DispatchEventAsync("#drop", "dragover", new { dataTransfer = transfer });
        await page.DispatchEventAsync("#drop", "drop", new { dataTransfer = transfer });
    }
}
