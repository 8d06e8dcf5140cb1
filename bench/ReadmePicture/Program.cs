// Draws the README's picture: an image, its most probable classes, and the shifts that the network learned; once for
// light and once for dark pages.
//
// Exit codes: 0 both files are written; 1 the command line, the model or the image cannot be used, and the error says
// why.
using System.CommandLine;
using ReadmePicture;

var model = new Option<FileInfo>("--model")
{
    Description = "A trained network: a model that ML.NET saved, or a .caffemodel of the authors.",
    Required = true,
};
var image = new Option<FileInfo>("--image") { Description = "The image.", Required = true };
var output = new Option<string>("--output")
{
    Description = "Where to: -light.png and -dark.png are added.",
    Required = true,
};

var command = new RootCommand("Draws an image, its most probable classes and the network's shifts.")
{
    model, image, output,
};
command.SetAction(arguments =>
{
    var answer = NetworkAnswer.Of(
        arguments.GetRequiredValue(model).FullName, arguments.GetRequiredValue(image).FullName);
    foreach (var theme in Theme.All)
    {
        string file = $"{arguments.GetRequiredValue(output)}-{theme.Name}.png";
        Card.Write(answer, theme, file);
        Console.WriteLine(file);
    }
    return 0;
});
try
{
    return command.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 1;
}
