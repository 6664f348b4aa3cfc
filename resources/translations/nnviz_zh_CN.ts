<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Banner</name>
    <message>
        <source>Rewind to the last finite pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Training stopped: a number is no longer finite.&lt;/b&gt; It appeared first in {0} · {1}, in {2}, epoch {3}. Rewind, then try a lower learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorWatcher</name>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The details were written to {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpDialogs</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See how a neural network learns, one operation at a time. Every number on the screen is the number the training used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About nnviz</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LessonView</name>
    <message>
        <source>Lesson</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Lesson</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient norm per layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output over the input plane</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MatrixTable</name>
    <message>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save Picture of the Window…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the Default Layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About nnviz</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkList</name>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one number, E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} parameters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunActions</name>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start over from the same first weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start over from the next seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rewind the Network to Here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget what was trained after the place under the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start of the Pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the first operation of this pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End of the Pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the last operation of this pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop here, to look inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train until paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next Operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous Operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next Pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous Pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One operation: one layer&apos;s forward or backward, the loss, the update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One layer together with its activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One whole pass: forward, loss, backward, update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once through all samples</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SavePicture</name>
    <message>
        <source>Save Picture of the Window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StateLabel</name>
    <message>
        <source>State of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused in forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused in backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused after the update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sample {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TensorView</name>
    <message>
        <source>{0} before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where the colours of this tensor are strongest, and what is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sample {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>op</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by layer with its activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by whole pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far one press of the step buttons goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update moves each weight by its gradient times this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first weights are drawn from this number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The distribution that the first weights are drawn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From slow motion to as fast as the machine goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flat out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} op/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pass/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_TitleBar</name>
    <message>
        <source>Detach this panel, or put it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this panel; the View menu brings it back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nn</name>
    <message>
        <source>Article A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glorot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>He</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uniform ±0.5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a bias feeds its unit directly, so it takes the unit&apos;s blame, added over the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an input is blamed by every unit it fed, through the weight that joined them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most a quarter of the error passes: the curve is never steeper than 1/4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each parameter moves against its gradient, by gradient × learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each unit adds up its inputs, each times its weight, and its bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each value is squeezed between 0 and 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each value is squeezed between −1 and 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each weight is blamed by (its input) × (the error its unit is blamed for)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everything 0, so that units stay alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how far the prediction is from the target, squared, averaged over all n cells</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how long a step is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how many outputs the layer has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>normal with variance 2 / inputs; biases 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>positive values pass unchanged, the others become 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the error passes only where the value passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the error passes where the curve is steep and is lost where it is flat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the further the prediction is off, the harder it is pushed back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uniform in ±√(6 / (inputs + outputs)); biases 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights and biases uniform in [−0.5, 0.5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights and biases uniform in [−0.5, 0.5), numpy&apos;s legacy RandomState, W before B</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
