using ActiveShift.Training;
using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>
/// Pictures of a training and of what came of it: curves, confusion matrix, worst mistakes, learned shifts; as one HTML file with everything in it, or
/// as PNG files.
/// </summary>
/// <remarks>
/// Add what there is, in any order, then write. The same data gives the same files on the same machine. Pictures are lettered with a font of the
/// system; where there is none, as in many containers, they have no text, and the page says so. Not safe for use from several threads at once.
/// </remarks>
/// <example>
/// <code>
/// var report = new TrainingReport("Photos");
/// var trainer = mlContext.MulticlassClassification.Trainers.ActiveShiftResNet(new ActiveShiftResNetTrainer.Options { MetricsCallback = report.Add });
/// var model = trainer.Fit(train);
/// report.AddEvaluation(model.Transform(test), "Label", imageColumnName: "Features");
/// report.AddModel(model.Model);
/// report.Write("report.html");
/// </code>
/// </example>
public sealed class TrainingReport
{
    private readonly List<ReportSection> _tunings = [];
    private readonly List<TrainingMetrics> _metrics = [];
    private readonly List<ReportSection> _evaluations = [];
    private readonly List<ReportSection> _models = [];

    /// <summary>Starts a report.</summary>
    /// <param name="title">Its heading; not empty.</param>
    public TrainingReport(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        Title = title;
    }

    /// <summary>The heading.</summary>
    public string Title { get; }

    /// <summary>Adds how the options were chosen: the table of all trials.</summary>
    /// <param name="tuning">What <see cref="ActiveShiftResNetTrainer.Tune"/> gave.</param>
    public void AddTuning(TuningResult tuning)
    {
        ArgumentNullException.ThrowIfNull(tuning);
        _tunings.Add(new TuningSection(tuning));
    }

    /// <summary>
    /// Adds metrics to the curves; made to be the trainer's <see cref="ActiveShiftResNetTrainer.Options.MetricsCallback"/>. Those of batches are drawn
    /// behind those of epochs.
    /// </summary>
    /// <param name="metrics">How training stands.</param>
    public void Add(TrainingMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        _metrics.Add(metrics);
    }

    /// <summary>Adds what a model does with some data: accuracy, confusion matrix and the worst mistakes.</summary>
    /// <param name="scoredData">What the model's <c>Transform</c> gave; it is read once, now.</param>
    /// <param name="labelColumnName">Column of the true class, a key.</param>
    /// <param name="imageColumnName">Column of the images, in any form that the trainer takes; null for a report without pictures of mistakes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public EvaluationSummary AddEvaluation(IDataView scoredData, string labelColumnName = "Label", string? imageColumnName = null) =>
        AddEvaluation(scoredData, new EvaluationOptions { LabelColumnName = labelColumnName, ImageColumnName = imageColumnName });

    /// <summary>Adds what a model does with some data: accuracy, confusion matrix and the worst mistakes.</summary>
    /// <param name="scoredData">What the model's <c>Transform</c> gave; it is read once, now.</param>
    /// <param name="options">Its columns, and more.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type, or an option is out of its range.</exception>
    public EvaluationSummary AddEvaluation(IDataView scoredData, EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(scoredData);
        ArgumentNullException.ThrowIfNull(options);
        var evaluation = Evaluation.Read(scoredData, options.Checked());
        _evaluations.Add(new EvaluationSection(evaluation));
        return evaluation.Summary;
    }

    /// <summary>Adds what a trained network is, and its shifts.</summary>
    /// <param name="model">The model: a transformer's <see cref="ActiveShiftResNetTransformer.Model"/>.</param>
    /// <exception cref="ArgumentException">A shift is not a finite number.</exception>
    public void AddModel(ActiveShiftResNetModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        AddModel(model.Weights);
    }

    /// <summary>Adds what a network is, and its shifts.</summary>
    /// <param name="weights">Its weights, trained here or loaded.</param>
    /// <param name="name">Heading of its part.</param>
    /// <exception cref="ArgumentException">A shift is not a finite number.</exception>
    public void AddModel(NetworkWeights weights, string name = "Network")
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _models.Add(new ModelSection(name, weights));
    }

    /// <summary>Writes one HTML file with everything, pictures included. It is written beside its place and renamed; folders are made as needed.</summary>
    /// <param name="path">The file; one that is there already is replaced.</param>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public void Write(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var page = new HtmlPage(Title);
        if (!Lettering.IsAvailable)
            page.Note("No font was found on this system, so the pictures have no text. Install one, such as DejaVu Sans.");
        foreach (var section in Sections())
            section.WriteTo(page, figure => figure.ToPng());
        ReportFile.Write(path, page.ToUtf8());
    }

    /// <summary>Writes every picture as a PNG file, named after what it shows.</summary>
    /// <param name="directory">The folder; made if it is not there. Files of the same names are replaced.</param>
    /// <returns>The files that were written, in the order of the HTML file.</returns>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public IReadOnlyList<string> WritePictures(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var written = new List<string>();
        foreach (var figure in Sections().SelectMany(section => section.Figures))
        {
            string path = Path.Combine(directory, figure.Name + ".png");
            for (int i = 2; written.Contains(path, StringComparer.OrdinalIgnoreCase); i++)
                path = Path.Combine(directory, $"{figure.Name}-{i}.png");
            ReportFile.Write(path, figure.ToPng());
            written.Add(path);
        }
        return written;
    }

    private List<ReportSection> Sections()
    {
        ReportSection[] curves = _metrics.Count > 0 ? [new CurveSection([.. _metrics])] : [];
        List<ReportSection> sections = [.. _tunings, .. curves, .. _evaluations, .. _models];
        return sections.Count > 0
            ? sections
            : throw new InvalidOperationException(
                "The report is empty: call Add, AddTuning, AddEvaluation or AddModel before it is written.");
    }
}
