// Classifies the images of a folder with a network that the authors of the paper trained on ImageNet, and, where the right answers are
// given, says how many it gets right.
//
// Exit codes: 0 all images were classified; 1 the command line or one of its files is wrong, and nothing was classified;
// 2 some images cannot be used (each is named), the others were classified.
using System.CommandLine;
using ClassifyImages;

var weights = new Option<string>("--weights")
{
    Description = "The network: as-resnet-w32, -w50 or -w68 (downloaded at first use), or a .caffemodel of the "
        + "release.",
    Required = true,
};
var images = new Option<DirectoryInfo>("--images") { Description = "Folder of images; its sub-folders are not searched.", Required = true };
var labels = new Option<FileInfo?>("--labels")
{
    Description = "The right answers: lines of a file name, a tab and the class's index from 0. " +
        "Further columns and a first line 'file<TAB>label' are allowed.",
};
var classes = new Option<FileInfo?>("--classes")
{
    Description = "Names of the classes, one a line, in the order of the network's outputs (default: ImageNet's for "
        + "the authors' networks).",
};

var command = new RootCommand("Prints the five most probable classes of every image.") { weights, images, labels, classes };
command.SetAction(arguments => Classification.Run(new Settings(
    arguments.GetRequiredValue(weights),
    arguments.GetRequiredValue(images).FullName,
    arguments.GetValue(labels)?.FullName,
    arguments.GetValue(classes)?.FullName)));
return command.Parse(args).Invoke();
