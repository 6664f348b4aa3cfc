<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About nnviz</source>
        <translation>关于 nnviz</translation>
    </message>
    <message>
        <source>See how a neural network learns, one operation at a time. Every number on the screen is the number the training used.</source>
        <translation>看神经网络如何一步一步地学习。屏幕上的每个数字，都是训练真正用到的数字。</translation>
    </message>
    <message>
        <source>What nnviz is made of</source>
        <translation>nnviz 的组成部分</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Copy the Versions</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <source>Put all versions on the clipboard, for a report</source>
        <translation>把全部版本放到剪贴板上，便于反馈问题</translation>
    </message>
</context>
<context>
    <name>ActivationMenu</name>
    <message>
        <source>Change Activation</source>
        <translation>更换激活函数</translation>
    </message>
</context>
<context>
    <name>AnswerBars</name>
    <message>
        <source>The network&apos;s answer</source>
        <translation>网络的回答</translation>
    </message>
    <message>
        <source>The network&apos;s output for each class; the largest is its answer</source>
        <translation>网络对每个类别的输出；最大的就是它的回答</translation>
    </message>
</context>
<context>
    <name>AnswersView</name>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>What class the network takes each sample for: the class of its largest output. Wrong answers come first, marked ✗.
Point at a sample or a cell to read it; Tab, then the arrow keys, does the same.</source>
        <translation>网络把每个样本认作哪一类：输出最大的那一类。答错的排在最前，标有 ✗。
将鼠标移到样本或格子上可读数；按 Tab 后用方向键也可以。</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>手写</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>Samples with the class that they are taken for</source>
        <translation>样本和网络把它认作的类</translation>
    </message>
    <message>
        <source>The output for one class, over the plane of the two inputs</source>
        <translation>一个类别的输出，画在两个输入构成的平面上</translation>
    </message>
    <message>
        <source>How many samples of each class are taken for each class</source>
        <translation>每一类的样本各有多少个被认作每一类</translation>
    </message>
    <message>
        <source>Draw a sample by hand, and watch what the network takes it for</source>
        <translation>亲手画一个样本，看网络把它认成什么</translation>
    </message>
    <message>
        <source>row: true class, column: answer</source>
        <translation>行：真实类别，列：回答</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学过的</translation>
    </message>
    <message>
        <source>held apart</source>
        <translation>留出的</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} right ({3} %)</source>
        <translation>{0}：{2} 个中对了 {1} 个（{3} %）</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} right ({3} %), spread over {4}</source>
        <translation>{0}：{2} 个中对了 {1} 个（{3} %），均匀取自 {4} 个</translation>
    </message>
    <message>
        <source>{0} {1} %</source>
        <translation>{0} {1} %</translation>
    </message>
    <message>
        <source>held apart: sample {0} of {1}</source>
        <translation>留出的样本 {0} / {1}</translation>
    </message>
    <message>
        <source>sample {0} of {1}</source>
        <translation>样本 {0} / {1}</translation>
    </message>
    <message>
        <source>answer {0}, true class {1}</source>
        <translation>回答 {0}，真实类别 {1}</translation>
    </message>
    <message>
        <source>output for {0}: {1}</source>
        <translation>{0} 的输出：{1}</translation>
    </message>
    <message>
        <source>true class {0}, answer {1}: {2} of {3}</source>
        <translation>真实类别 {0}，回答 {1}：{3} 个中的 {2} 个</translation>
    </message>
</context>
<context>
    <name>Arena</name>
    <message>
        <source>End the comparison (Esc); the first network goes on as it was</source>
        <translation>结束比较（Esc）；第一个网络照原样继续</translation>
    </message>
    <message>
        <source>End the comparison</source>
        <translation>结束比较</translation>
    </message>
</context>
<context>
    <name>ArraysPage</name>
    <message>
        <source>Array</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>{0} arrays</source>
        <translation>{0} 个数组</translation>
    </message>
    <message>
        <source>The arrays in the file</source>
        <translation>文件中的数组</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>The array to learn from, one entry a sample</source>
        <translation>用来学习的数组，每个样本一项</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>The array to be learned, one entry a sample</source>
        <translation>要学的数组，每个样本一项</translation>
    </message>
</context>
<context>
    <name>AskNumber</name>
    <message>
        <source>a number, such as −0.5 or 2e−3</source>
        <translation>一个数，例如 −0.5 或 2e−3</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Rewind to the last finite pass</source>
        <translation>退回到最后一次有限的传播</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>&lt;b&gt;Training stopped: a number is no longer finite.&lt;/b&gt; It appeared first in {0} · {1}, in {2}, epoch {3}. Rewind, then try a lower learning rate.</source>
        <translation>&lt;b&gt;训练已停止：出现非有限值。&lt;/b&gt;它最先出现在第 {3} 轮的 {0} · {1}，张量 {2}。请先退回，再试试更小的学习率。</translation>
    </message>
</context>
<context>
    <name>Beyond</name>
    <message>
        <source>columns beyond this side: {0}</source>
        <translation>这一侧之外还有 {0} 列</translation>
    </message>
</context>
<context>
    <name>Blank</name>
    <message>
        <source>black screen</source>
        <translation>黑屏</translation>
    </message>
</context>
<context>
    <name>BranchMenu</name>
    <message>
        <source>Join With</source>
        <translation>合并方式</translation>
    </message>
</context>
<context>
    <name>BuildPanel</name>
    <message>
        <source>{0} parameters</source>
        <translation>{0} 个参数</translation>
    </message>
    <message>
        <source>does not fit yet; the run stays as it was</source>
        <translation>还不吻合；运行保持原样</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>搭建</translation>
    </message>
    <message>
        <source>Take Back</source>
        <translation>退一步</translation>
    </message>
    <message>
        <source>Take the last edit of this draft back</source>
        <translation>撤回草稿的最后一处改动</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃草稿</translation>
    </message>
    <message>
        <source>Go back to the network that runs</source>
        <translation>回到正在运行的网络</translation>
    </message>
</context>
<context>
    <name>Building</name>
    <message>
        <source>from {0} to {1}; usually {2}</source>
        <translation>从 {0} 到 {1}；通常为 {2}</translation>
    </message>
    <message>
        <source>from {0}; usually {1}</source>
        <translation>从 {0} 起；通常为 {1}</translation>
    </message>
    <message>
        <source>usually {0}</source>
        <translation>通常为 {0}</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Drag layers from the palette into the network, or between two columns.</source>
        <translation>把层从面板拖入网络，或拖到两列之间。</translation>
    </message>
    <message>
        <source>A layer&apos;s title drags it elsewhere; its menu replaces or doubles it.</source>
        <translation>拖动层的标题可以移动它；右键菜单可以替换或复制它。</translation>
    </message>
    <message>
        <source>Pull an edge from the dot beside a title to another column for a branch.</source>
        <translation>从标题旁的圆点拉一条边到另一列，即可建立分支。</translation>
    </message>
    <message>
        <source>**Ctrl+Z** goes back to the network before, just as it was left.</source>
        <translation>**Ctrl+Z** 回到之前的网络，与离开时完全一样。</translation>
    </message>
    <message>
        <source>takes {0}, is given {1}</source>
        <translation>需要 {0}，得到的是 {1}</translation>
    </message>
    <message>
        <source>insert {0}</source>
        <translation>插入 {0}</translation>
    </message>
    <message>
        <source>delete {0}</source>
        <translation>删除 {0}</translation>
    </message>
    <message>
        <source>move {0}</source>
        <translation>移动 {0}</translation>
    </message>
    <message>
        <source>duplicate {0}</source>
        <translation>复制 {0}</translation>
    </message>
    <message>
        <source>replace {0}</source>
        <translation>替换 {0}</translation>
    </message>
    <message>
        <source>connect {0}</source>
        <translation>连接 {0}</translation>
    </message>
    <message>
        <source>disconnect {0}</source>
        <translation>断开 {0}</translation>
    </message>
    <message>
        <source>{1} of {0}</source>
        <translation>{0} 的{1}</translation>
    </message>
    <message>
        <source>loss {0}</source>
        <translation>损失 {0}</translation>
    </message>
    <message>
        <source>optimizer {0}</source>
        <translation>优化器 {0}</translation>
    </message>
    <message>
        <source>initializer</source>
        <translation>初始化方法</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>{2} changes of the network</source>
        <translation>网络的 {2} 处改动</translation>
    </message>
    <message>
        <source>other data</source>
        <translation>其他数据</translation>
    </message>
    <message>
        <source>{0} inserted</source>
        <translation>已插入 {0}</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation>已删除 {0}</translation>
    </message>
    <message>
        <source>{0} moved</source>
        <translation>已移动 {0}</translation>
    </message>
    <message>
        <source>{0} duplicated</source>
        <translation>已复制 {0}</translation>
    </message>
    <message>
        <source>{0} replaced</source>
        <translation>已替换 {0}</translation>
    </message>
    <message>
        <source>{0} connected</source>
        <translation>已连接 {0}</translation>
    </message>
    <message>
        <source>{0} disconnected</source>
        <translation>已断开 {0}</translation>
    </message>
    <message>
        <source>Undo: {0} (goes back to epoch {1})</source>
        <translation>撤销：{0}（回到第 {1} 轮）</translation>
    </message>
    <message>
        <source>Redo: {0} (goes on to epoch {1})</source>
        <translation>重做：{0}（前往第 {1} 轮）</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>The network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>{0} values</source>
        <translation>{0} 个值</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Colour by weights: edges show W, units show B</source>
        <translation>按权重着色：连线显示 W，神经元显示 B</translation>
    </message>
    <message>
        <source>Colour by activations: units show Y, edges show the value they carry</source>
        <translation>按激活值着色：神经元显示 Y，连线显示其传递的值</translation>
    </message>
    <message>
        <source>Colour by gradients: edges show ∂E/∂W (∂E/∂X where there is no weight), units show ∂E/∂Y</source>
        <translation>按梯度着色：连线显示 ∂E/∂W（无权重处为 ∂E/∂X），神经元显示 ∂E/∂Y</translation>
    </message>
    <message>
        <source>{0} of {1} weights drawn</source>
        <translation>已画 {1} 个权重中的 {0} 个</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>GRADIENT RIVER</source>
        <translation>梯度之河</translation>
    </message>
    <message>
        <source>‖∂E/∂·‖ at each boundary, log scale; flows right to left</source>
        <translation>各边界处的 ‖∂E/∂·‖，对数刻度；自右向左流动</translation>
    </message>
    <message>
        <source>‖∂E/∂·‖, log scale</source>
        <translation>‖∂E/∂·‖，对数刻度</translation>
    </message>
    <message>
        <source>sample {0} of {1} of the batch</source>
        <translation>本批样本 {0} / {1}</translation>
    </message>
    <message>
        <source>{0}, bias of unit {1} of {2}</source>
        <translation>{0}，第 {1} / {2} 个神经元的偏置</translation>
    </message>
    <message>
        <source>{0}, unit {1} of {2}</source>
        <translation>{0}，第 {1} / {2} 个神经元</translation>
    </message>
    <message>
        <source>{0} in the file: {1}</source>
        <translation>文件中的 {0}：{1}</translation>
    </message>
    <message>
        <source>kernel {0}, input channel {1}, row {2}, column {3}</source>
        <translation>卷积核 {0}，输入通道 {1}，第 {2} 行，第 {3} 列</translation>
    </message>
    <message>
        <source>channel {0}, row {1}, column {2}</source>
        <translation>通道 {0}，第 {1} 行，第 {2} 列</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} frozen</source>
        <translation>{0}：{2} 个中已冻结 {1} 个</translation>
    </message>
    <message>
        <source>frozen: no update moves it</source>
        <translation>已冻结：更新不会改变它</translation>
    </message>
    <message>
        <source>before the update: {0}</source>
        <translation>更新前：{0}</translation>
    </message>
    <message>
        <source>⇒ leads from what it would be without the changes by hand</source>
        <translation>⇒ 之前是没有手动改动时的值</translation>
    </message>
    <message>
        <source>not available: a probe goes forward only</source>
        <translation>没有：探针只做前向传播</translation>
    </message>
    <message>
        <source>not computed yet in this pass</source>
        <translation>本次传播中尚未计算</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>非有限值</translation>
    </message>
    <message>
        <source>exploding {0}</source>
        <translation>爆炸 {0}</translation>
    </message>
    <message>
        <source>exploding</source>
        <translation>爆炸</translation>
    </message>
    <message>
        <source>vanishing {0}</source>
        <translation>消失 {0}</translation>
    </message>
    <message>
        <source>vanishing</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>{0} of {1} dead</source>
        <translation>{0}/{1} 已死</translation>
    </message>
    <message>
        <source>{0} of {1} saturated</source>
        <translation>{0}/{1} 饱和</translation>
    </message>
    <message>
        <source>long step {0}</source>
        <translation>步太大 {0}</translation>
    </message>
    <message>
        <source>long step</source>
        <translation>步太大</translation>
    </message>
    <message>
        <source>short step {0}</source>
        <translation>步太小 {0}</translation>
    </message>
    <message>
        <source>short step</source>
        <translation>步太小</translation>
    </message>
    <message>
        <source>{0} of {1} numbers of {2} are infinite or no numbers any more.</source>
        <translation>{2} 的 {1} 个数里有 {0} 个是无穷大，或者已经不是数了。</translation>
    </message>
    <message>
        <source>The gradient explodes: ‖∂E/∂Y‖ = {0} is {1} times that of the last layer, {2}. Beyond {3} times, a learning rate that suits the one throws the other far off.</source>
        <translation>梯度爆炸：‖∂E/∂Y‖ = {0}，是最后一层（{2}）的 {1} 倍。超过 {3} 倍时，适合最后一层的学习率会把这一层抛得很远。</translation>
    </message>
    <message>
        <source>The gradient vanishes: ‖∂E/∂Y‖ = {0} is {1} times that of the last layer, {2}. Below {3} times, this layer hardly learns while the last one does.</source>
        <translation>梯度消失：‖∂E/∂Y‖ = {0}，是最后一层（{2}）的 {1} 倍。低于 {3} 倍时，最后一层在学，这一层几乎学不到。</translation>
    </message>
    <message>
        <source>{0} of {1} units give 0 for every one of the {2} samples of the batch, and their ∂E/∂X is exactly 0: no error reaches their weights.</source>
        <translation>{1} 个神经元里有 {0} 个对这批全部 {2} 个样本都输出 0，它们的 ∂E/∂X 正好是 0：误差到不了它们的权重。</translation>
    </message>
    <message>
        <source>{0} of {1} units are where their curve is flat: for every one of the {2} samples of the batch the slope, ∂E/∂X over ∂E/∂Y, is below {3}.</source>
        <translation>{1} 个神经元里有 {0} 个处在曲线的平坦处：对这批全部 {2} 个样本，斜率（∂E/∂X 除以 ∂E/∂Y）都低于 {3}。</translation>
    </message>
    <message>
        <source>The update moved the weights by ‖ΔW‖ = {0}, which is {1} of ‖W‖ = {2}. Where learning goes well that is mostly from {3} to {4}.</source>
        <translation>更新使权重移动了 ‖ΔW‖ = {0}，是 ‖W‖ = {2} 的 {1} 倍。学得好的时候，这个倍数多在 {3} 到 {4} 之间。</translation>
    </message>
    <message>
        <source>Click to open the lesson on it</source>
        <translation>点击打开讲这个问题的课程</translation>
    </message>
    <message>
        <source>over the input plane: {0} to {1}, at {2} × {2} points; colours: Y from −{3} to +{3}</source>
        <translation>在输入平面上：{0} 到 {1}，取 {2} × {2} 个点；颜色：Y 从 −{3} 到 +{3}</translation>
    </message>
    <message>
        <source>without thumbnails: {0}</source>
        <translation>无缩略图的列：{0}</translation>
    </message>
    <message>
        <source>no thumbnails: there is no room for so many units</source>
        <translation>没有缩略图：神经元太多，放不下</translation>
    </message>
    <message>
        <source>gradient norm of {0}: {1}</source>
        <translation>{0} 的梯度范数：{1}</translation>
    </message>
</context>
<context>
    <name>CanvasBuilding</name>
    <message>
        <source>Pull an edge from here to another column, for a branch</source>
        <translation>从这里拉一条边到另一列，建立分支</translation>
    </message>
</context>
<context>
    <name>CanvasHead</name>
    <message>
        <source>colour</source>
        <translation>着色</translation>
    </message>
    <message>
        <source>What the colours stand for</source>
        <translation>颜色代表什么</translation>
    </message>
</context>
<context>
    <name>CellEditor</name>
    <message>
        <source>new value</source>
        <translation>新的值</translation>
    </message>
    <message>
        <source>a number, such as −0.5 or 2e−3; Return takes it, Esc leaves it as it was</source>
        <translation>一个数，如 −0.5 或 2e−3；回车确认，Esc 保持原样</translation>
    </message>
</context>
<context>
    <name>ChangesMenu</name>
    <message>
        <source>Take All Back</source>
        <translation>全部撤回</translation>
    </message>
    <message>
        <source>Choose one to take it back</source>
        <translation>选择一项以撤回</translation>
    </message>
    <message>
        <source>Rewind the network to here to take one back</source>
        <translation>把网络退回此处才能撤回</translation>
    </message>
</context>
<context>
    <name>CheckBox</name>
    <message>
        <source>h = {0}</source>
        <translation>h = {0}</translation>
    </message>
    <message>
        <source>relative error {0} ✓</source>
        <translation>相对误差 {0} ✓</translation>
    </message>
    <message>
        <source>relative error {0} ✗</source>
        <translation>相对误差 {0} ✗</translation>
    </message>
    <message>
        <source>the recorded gradient is {0}</source>
        <translation>记录的梯度为 {0}</translation>
    </message>
    <message>
        <source>{0} has a kink here: the slope is {1} on the left, {2} on the right.</source>
        <translation>{0} 在此处有折点：左侧斜率为 {1}，右侧为 {2}。</translation>
    </message>
    <message>
        <source>CHECKED NUMERICALLY</source>
        <translation>数值检验</translation>
    </message>
    <message>
        <source>Check the Whole Layer</source>
        <translation>检验整个层</translation>
    </message>
    <message>
        <source>Every weight of the layer, the largest relative error first</source>
        <translation>该层的每个权重，相对误差最大的在前</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Whose weights; clicking a connection in the picture is quicker</source>
        <translation>哪个参数的权重；直接单击图中的连线更快</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>The place along axis {0} of the parameter, from 1</source>
        <translation>沿参数第 {0} 轴的位置，从 1 数起</translation>
    </message>
    <message>
        <source>Place along axis {0}</source>
        <translation>第 {0} 轴上的位置</translation>
    </message>
</context>
<context>
    <name>ClassPlane</name>
    <message>
        <source>Class whose output the plane shows</source>
        <translation>平面上显示哪个类别的输出</translation>
    </message>
</context>
<context>
    <name>ColumnsModel</name>
    <message>
        <source>missing in all: {0}</source>
        <translation>共缺 {0} 个值</translation>
    </message>
    <message>
        <source>{0} categories</source>
        <translation>{0} 个类别</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>不用</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Use as</source>
        <translation>用作</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare with Another Network</source>
        <translation>与另一个网络比较</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Without a kind of layer</source>
        <translation>去掉一种层</translation>
    </message>
    <message>
        <source>The network of another lesson</source>
        <translation>另一课的网络</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>In what the second network differs from the first</source>
        <translation>第二个网络与第一个网络的不同之处</translation>
    </message>
    <message>
        <source>Second network</source>
        <translation>第二个网络用</translation>
    </message>
    <message>
        <source>What the second network has instead</source>
        <translation>第二个网络改用什么</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Which activations are replaced</source>
        <translation>替换哪些激活函数</translation>
    </message>
    <message>
        <source>The learning rate of the second network</source>
        <translation>第二个网络的学习率</translation>
    </message>
    <message>
        <source>Both learn from the same samples in the same order, pass by pass. The second begins with its own first weights and catches up.</source>
        <translation>两个网络按相同的顺序、逐次传播地从相同的样本中学习。第二个从自己的初始权重开始，然后赶上来。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Choose something that is not so in the first network</source>
        <translation>请选择与第一个网络不同的内容</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>in all hidden layers</source>
        <translation>所有隐藏层</translation>
    </message>
    <message>
        <source>in all layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>in layer {0} ({1})</source>
        <translation>第 {0} 层（{1}）</translation>
    </message>
    <message>
        <source>Network 1</source>
        <translation>网络 1</translation>
    </message>
    <message>
        <source>Network 2</source>
        <translation>网络 2</translation>
    </message>
    <message>
        <source>seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
    <message>
        <source>with {0}</source>
        <translation>有 {0}</translation>
    </message>
    <message>
        <source>without {0}</source>
        <translation>无 {0}</translation>
    </message>
    <message>
        <source>{0} layers</source>
        <translation>{0} 层</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>{0} ({1}); again for the canvas alone</source>
        <translation>{0}（{1}）；再按一次则只留画布</translation>
    </message>
    <message>
        <source>Pointer</source>
        <translation>指针</translation>
    </message>
    <message>
        <source>Highlight the pointer</source>
        <translation>突出显示指针</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Leave the presentation (Esc, F11)</source>
        <translation>退出演示（Esc、F11）</translation>
    </message>
</context>
<context>
    <name>CsvPage</name>
    <message>
        <source>{0} rows, {1} columns</source>
        <translation>{0} 行，{1} 列</translation>
    </message>
    <message>
        <source>more than {0} rows, {1} columns</source>
        <translation>超过 {0} 行，{1} 列</translation>
    </message>
    <message>
        <source>The first rows of the file</source>
        <translation>文件的前几行</translation>
    </message>
    <message>
        <source>What each column is used as</source>
        <translation>每一列的用途</translation>
    </message>
    <message>
        <source>Click a cell under “Use as” or “Kind” to change it; Space opens it, too.</source>
        <translation>点击“用作”或“种类”下的单元格即可更改；空格键也能打开。</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>Press Run to train</source>
        <translation>按“运行”开始训练</translation>
    </message>
    <message>
        <source>Each point is one epoch; on a logarithmic scale values of 0 lie on the lower edge.
Where they jump too much to be followed, the line goes through geometric means over
stretches of epochs, and a pale band reaches from the lowest to the highest epoch.
Click: go to the last pass of that epoch. Wheel: zoom. Drag: move. Double-click: fit.
Tab, then ← and →: read point by point; Enter: go there.</source>
        <translation>每个点是一轮；纵轴为对数刻度时，值为 0 的点落在下边缘。
起伏大得看不清时，线经过若干轮的几何平均值，浅色带从最低的一轮到最高的一轮。
单击：到那一轮的最后一次传播。滚轮：缩放。拖动：平移。双击：适应窗口。
按 Tab 后用 ← 和 → 逐点读数，按 Enter 到那里。</translation>
    </message>
    <message>
        <source>line: mean of {0} epochs · band: lowest to highest</source>
        <translation>线：每 {0} 轮的均值 · 带：最低到最高</translation>
    </message>
    <message>
        <source>line: mean of {0} epochs</source>
        <translation>线：每 {0} 轮的均值</translation>
    </message>
    <message>
        <source>mean of {0}</source>
        <translation>每 {0} 轮均值</translation>
    </message>
</context>
<context>
    <name>CurveView</name>
    <message>
        <source>Output curve</source>
        <translation>输出曲线</translation>
    </message>
    <message>
        <source>Line: the network&apos;s output for every input. Circles: the targets of the data; squares: of what is held apart.
While paused, a ring marks the samples of a smaller batch. Point at the picture to read a value, press to probe it: the canvas then shows the forward pass of that input.
Tab, then the arrow keys and Return, do the same; Esc ends it.</source>
        <translation>线：网络对每个输入的输出。圆点：数据的目标值；方块：留出数据的目标值。
暂停时，若一批不是全部数据，圆环标出其中的样本。将鼠标移到图上可读数，按下则探测：画布随即显示那个输入的前向传播。
按 Tab 后用方向键和回车也可以；Esc 结束探测。</translation>
    </message>
    <message>
        <source>the output leaves the picture: {0} to {1}</source>
        <translation>输出超出图外：{0} 到 {1}</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} 到 {1}</translation>
    </message>
    <message>
        <source>learned: {0}</source>
        <translation>学过的：{0}</translation>
    </message>
    <message>
        <source>learned: {0} of {1}</source>
        <translation>学过的：{1} 个中的 {0} 个</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>held apart: {0}</source>
        <translation>留出的：{0}</translation>
    </message>
    <message>
        <source>held apart: {0} of {1}</source>
        <translation>留出的：{1} 个中的 {0} 个</translation>
    </message>
    <message>
        <source>{0} {1} → ŷ {2}</source>
        <translation>{0} {1} → ŷ {2}</translation>
    </message>
    <message>
        <source>held apart: sample {0} of {1}</source>
        <translation>留出的样本 {0} / {1}</translation>
    </message>
    <message>
        <source>sample {0} of {1}</source>
        <translation>样本 {0} / {1}</translation>
    </message>
    <message>
        <source>target {0}</source>
        <translation>目标 {0}</translation>
    </message>
</context>
<context>
    <name>DataBox</name>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>不用</translation>
    </message>
    <message>
        <source>fill in the column&apos;s mean</source>
        <translation>用该列的均值填充</translation>
    </message>
    <message>
        <source>none</source>
        <translation>不缩放</translation>
    </message>
    <message>
        <source>mean 0, sd 1</source>
        <translation>均值 0，标准差 1</translation>
    </message>
    <message>
        <source>from 0 to 1</source>
        <translation>缩放到 0 至 1</translation>
    </message>
    <message>
        <source>draw a sample</source>
        <translation>随机抽取</translation>
    </message>
    <message>
        <source>Faulty rows</source>
        <translation>有问题的行</translation>
    </message>
    <message>
        <source>What is done with rows that miss a value or have a text instead of a number.
Filling in is for inputs of numbers, with the mean of the samples learned from;
what else is wrong is refused then.</source>
        <translation>缺少数值、或该是数字却是文字的行如何处理。
填充仅用于数值输入，取学习所用样本的均值；
此时其他问题仍会被拒绝。</translation>
    </message>
    <message>
        <source>Scale inputs</source>
        <translation>缩放输入</translation>
    </message>
    <message>
        <source>What is done to every input of numbers; taken from the samples learned from</source>
        <translation>对每个数值输入的处理；尺度只取自用来学习的样本</translation>
    </message>
    <message>
        <source>Scale targets</source>
        <translation>缩放目标</translation>
    </message>
    <message>
        <source>What is done to targets that are numbers; large ones are learned slowly as they are</source>
        <translation>对数值目标的处理；很大的目标不缩放就学得很慢</translation>
    </message>
    <message>
        <source>Held out for testing</source>
        <translation>留作测试</translation>
    </message>
    <message>
        <source>The share of samples that are never learned from, and tell how well it does</source>
        <translation>从不用来学习的样本所占比例，用来看学得好不好</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>划分的种子</translation>
    </message>
    <message>
        <source>Decides which samples are held out</source>
        <translation>由它决定留出哪些样本</translation>
    </message>
    <message>
        <source>Maximum rows</source>
        <translation>最多行数</translation>
    </message>
    <message>
        <source>The most rows that are taken</source>
        <translation>最多取用的行数</translation>
    </message>
    <message>
        <source>If there are more</source>
        <translation>超出时</translation>
    </message>
    <message>
        <source>What is done if the file has more rows</source>
        <translation>文件的行数超出时怎么办</translation>
    </message>
    <message>
        <source>Maximum samples</source>
        <translation>最多样本数</translation>
    </message>
    <message>
        <source>So many are taken, from the first on</source>
        <translation>从第一个起最多取这么多</translation>
    </message>
    <message>
        <source>Maximum array size</source>
        <translation>数组上限</translation>
    </message>
    <message>
        <source>The most memory that one array may take</source>
        <translation>一个数组最多可占的内存</translation>
    </message>
</context>
<context>
    <name>DataDesk</name>
    <message>
        <source>Open Data</source>
        <translation>打开数据</translation>
    </message>
    <message>
        <source>Data ({0})</source>
        <translation>数据 ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>DataDialog</name>
    <message>
        <source>Open Data</source>
        <translation>打开数据</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Read the file, and open a network that learns from it</source>
        <translation>读入文件，并打开一个用它学习的网络</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Changed in This Pass</source>
        <translation>本次传播中的改动</translation>
    </message>
    <message>
        <source>Change Activation</source>
        <translation>更换激活函数</translation>
    </message>
</context>
<context>
    <name>DigitsBox</name>
    <message>
        <source>digits</source>
        <translation>小数位数</translation>
    </message>
    <message>
        <source>how many digits to show behind the point; the full value is under the pointer</source>
        <translation>显示几位小数；鼠标悬停可见完整的值</translation>
    </message>
    <message>
        <source>one digit fewer</source>
        <translation>少一位小数</translation>
    </message>
    <message>
        <source>one digit more</source>
        <translation>多一位小数</translation>
    </message>
</context>
<context>
    <name>DocumentMenu</name>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Clear This List</source>
        <translation>清除此列表</translation>
    </message>
    <message>
        <source>Open Recent</source>
        <translation>打开最近的文档</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Save As</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>{0} was not saved, since that was stopped</source>
        <translation>{0} 未保存，因为操作已被停止</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已保存为 {0}</translation>
    </message>
    <message>
        <source>{0} was not saved: {1}.</source>
        <translation>{0} 未能保存：{1}。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, or make room on the disk, and save again. A file that was there before is as it was.</source>
        <translation>请选择有写入权限的文件夹，或在磁盘上腾出空间，然后重新保存。原有的文件保持不变。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>nnviz documents ({0})</source>
        <translation>nnviz 文档 ({0})</translation>
    </message>
    <message>
        <source>{0} is not where the document has it. Where is it?</source>
        <translation>{0} 不在文档所记的位置。它在哪里？</translation>
    </message>
    <message>
        <source>Restored; it has not been saved yet.</source>
        <translation>已恢复；尚未保存。</translation>
    </message>
    <message>
        <source>Opened from {0}</source>
        <translation>打开自 {0}</translation>
    </message>
</context>
<context>
    <name>DraftList</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>{0} parameters</source>
        <translation>{0} 个参数</translation>
    </message>
    <message>
        <source>one number, E</source>
        <translation>一个数 E</translation>
    </message>
    <message>
        <source>batches of {0}, {1}</source>
        <translation>每批 {0} 个，{1}</translation>
    </message>
    <message>
        <source>The network as it is wanted</source>
        <translation>想要的网络</translation>
    </message>
    <message>
        <source>Alt and the arrows move a layer, Delete takes it out, Ctrl+D doubles it</source>
        <translation>Alt 加方向键移动层，Delete 删除，Ctrl+D 复制</translation>
    </message>
</context>
<context>
    <name>DrawPage</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take the last stroke away</source>
        <translation>去掉最后一笔</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Take all strokes away</source>
        <translation>去掉所有笔画</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message>
        <source>Only networks that name the class of an image of one channel can be drawn for</source>
        <translation>只有给单通道图像分类的网络才能手写输入</translation>
    </message>
    <message>
        <source>Features can be chosen where the samples are points with two coordinates</source>
        <translation>样本是有两个坐标的点时，才能选择特征</translation>
    </message>
    <message>
        <source>Points can be drawn where the network has one output and one or two inputs</source>
        <translation>网络有一个输出、一个或两个输入时，才能画点</translation>
    </message>
</context>
<context>
    <name>DrawingPad</name>
    <message>
        <source>Draw here</source>
        <translation>在这里画</translation>
    </message>
    <message>
        <source>Drawing pad</source>
        <translation>画板</translation>
    </message>
    <message>
        <source>Draw with the mouse or a pen. With the keys: the arrows move the pen, Space puts it down and lifts it, Backspace takes the last stroke away, Delete all of them.</source>
        <translation>用鼠标或手写笔画。也可用键盘：方向键移动画笔，空格键落笔和提笔，退格键去掉最后一笔，Delete 键全部清除。</translation>
    </message>
</context>
<context>
    <name>EditTable</name>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>解冻</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>no update moves what is frozen; its gradient is computed all the same</source>
        <translation>更新不会改变被冻结的部分；其梯度照常计算</translation>
    </message>
    <message>
        <source>Not pasted: {0}</source>
        <translation>未粘贴：{0}</translation>
    </message>
    <message>
        <source>Alt and a drag up or down move it; Ctrl+A selects all, Ctrl+V pastes</source>
        <translation>按住 Alt 上下拖动可改变它；Ctrl+A 全选，Ctrl+V 粘贴</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>{0} of {1}, {2} cells: {3}</source>
        <translation>{1} 的 {0}，{2} 个单元格：{3}</translation>
    </message>
    <message>
        <source>{0} of {1}: {2} cells</source>
        <translation>{1} 的 {0}：{2} 个单元格</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1} 的 {0}</translation>
    </message>
    <message>
        <source>{0}, {1} cells</source>
        <translation>{0}，{1} 个单元格</translation>
    </message>
    <message>
        <source>{0}: frozen</source>
        <translation>{0}：已冻结</translation>
    </message>
    <message>
        <source>{0}: no longer frozen</source>
        <translation>{0}：已解冻</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>{0}[{1}] of {2}</source>
        <translation>{2} 的 {0}[{1}]</translation>
    </message>
</context>
<context>
    <name>EquationParts</name>
    <message>
        <source>from</source>
        <translation>来自</translation>
    </message>
</context>
<context>
    <name>ErrorBox</name>
    <message>
        <source>Something went wrong</source>
        <translation>出错了</translation>
    </message>
    <message>
        <source>The details were written to {0}</source>
        <translation>详细信息已写入 {0}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copies all of this, to be pasted into a report</source>
        <translation>复制全部内容，以便粘贴到报告中</translation>
    </message>
</context>
<context>
    <name>ErrorWatcher</name>
    <message>
        <source>nnviz met an error that it did not expect:</source>
        <translation>nnviz 遇到意外错误：</translation>
    </message>
</context>
<context>
    <name>ExpansionLine</name>
    <message>
        <source>… {0} more terms</source>
        <translation>… 另有 {0} 项</translation>
    </message>
</context>
<context>
    <name>ExportDesk</name>
    <message>
        <source>The name must end in {0}, but {1} does not.</source>
        <translation>文件名必须以 {0} 结尾，而 {1} 不是。</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 或 </translation>
    </message>
    <message>
        <source>These files are there already and may be replaced: {0}</source>
        <translation>这些文件已经存在，可能会被替换：{0}</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Writing {0}…</source>
        <translation>正在写入 {0}…</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已保存为 {0}</translation>
    </message>
    <message>
        <source>, with {0} beside it</source>
        <translation>，同一文件夹中还有 {0}</translation>
    </message>
    <message>
        <source>Nothing was written, and files that were there are as they were.</source>
        <translation>什么都没有写入，原有的文件保持不变。</translation>
    </message>
    <message>
        <source>Export as PyTorch Script</source>
        <translation>导出为 PyTorch 脚本</translation>
    </message>
    <message>
        <source>Export as Jupyter Notebook</source>
        <translation>导出为 Jupyter 笔记本</translation>
    </message>
    <message>
        <source>Export as ONNX Model</source>
        <translation>导出为 ONNX 模型</translation>
    </message>
    <message>
        <source>Export Weights</source>
        <translation>导出权重</translation>
    </message>
    <message>
        <source>Export Loss and Gradient Norms</source>
        <translation>导出损失与梯度范数</translation>
    </message>
    <message>
        <source>Export Worksheet of This Pass</source>
        <translation>导出本次传播的练习题</translation>
    </message>
    <message>
        <source>PyTorch script (*.py)</source>
        <translation>PyTorch 脚本 (*.py)</translation>
    </message>
    <message>
        <source>Jupyter notebook (*.ipynb)</source>
        <translation>Jupyter 笔记本 (*.ipynb)</translation>
    </message>
    <message>
        <source>ONNX model (*.onnx)</source>
        <translation>ONNX 模型 (*.onnx)</translation>
    </message>
    <message>
        <source>safetensors (*.safetensors)</source>
        <translation>safetensors (*.safetensors)</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npz)</source>
        <translation>NumPy 数组 (*.npz)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>PDF, to be printed (*.pdf)</source>
        <translation>PDF，供打印 (*.pdf)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
</context>
<context>
    <name>FactorStrip</name>
    <message>
        <source>how large the gradient is after this factor: {0}</source>
        <translation>经过这个因子之后梯度的大小：{0}</translation>
    </message>
    <message>
        <source>here it vanishes</source>
        <translation>梯度在此消失</translation>
    </message>
    <message>
        <source>the smallest factor</source>
        <translation>最小的因子</translation>
    </message>
    <message>
        <source>{0} goes by several cells: the gradient becomes {1} times as long</source>
        <translation>{0} 经过多个神经元：梯度的长度变为原来的 {1} 倍</translation>
    </message>
    <message>
        <source>The chain rule, factor by factor</source>
        <translation>链式法则，逐个因子</translation>
    </message>
</context>
<context>
    <name>FeatureStrip</name>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>The first coordinate as it is</source>
        <translation>第一个坐标本身</translation>
    </message>
    <message>
        <source>The second coordinate as it is</source>
        <translation>第二个坐标本身</translation>
    </message>
    <message>
        <source>The first coordinate times itself</source>
        <translation>第一个坐标的平方</translation>
    </message>
    <message>
        <source>The second coordinate times itself</source>
        <translation>第二个坐标的平方</translation>
    </message>
    <message>
        <source>Both coordinates multiplied</source>
        <translation>两个坐标的乘积</translation>
    </message>
    <message>
        <source>The sine of the first coordinate, in radians</source>
        <translation>第一个坐标的正弦（弧度）</translation>
    </message>
    <message>
        <source>The sine of the second coordinate, in radians</source>
        <translation>第二个坐标的正弦（弧度）</translation>
    </message>
    <message>
        <source>Turning a feature on or off keeps the weights of the others and counts epochs anew; undo goes back.</source>
        <translation>打开或关闭一个特征时，其余特征的权重保留，轮数重新计起；撤销可以退回。</translation>
    </message>
</context>
<context>
    <name>FileDialog</name>
    <message>
        <source>Save in:</source>
        <translation>保存位置：</translation>
    </message>
</context>
<context>
    <name>FillMenu</name>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>With a Constant…</source>
        <translation>用常数…</translation>
    </message>
    <message>
        <source>With Zeros</source>
        <translation>用零</translation>
    </message>
    <message>
        <source>With an Initializer</source>
        <translation>用初始化方法</translation>
    </message>
    <message>
        <source>Negate</source>
        <translation>取相反数</translation>
    </message>
    <message>
        <source>Scale by…</source>
        <translation>乘以…</translation>
    </message>
    <message>
        <source>Number for all cells</source>
        <translation>所有单元格的数</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>What every cell is multiplied by</source>
        <translation>每个单元格乘以的数</translation>
    </message>
    <message>
        <source>a cell would be larger than any number that can be kept</source>
        <translation>有单元格会超出可表示的最大数</translation>
    </message>
    <message>
        <source>The seed: the same one draws the same numbers</source>
        <translation>随机种子：相同的种子得到相同的数</translation>
    </message>
</context>
<context>
    <name>FitButton</name>
    <message>
        <source>fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Show all epochs again (or double-click the plot)</source>
        <translation>重新显示所有轮次（或双击图）</translation>
    </message>
    <message>
        <source>Show all epochs again</source>
        <translation>重新显示所有轮次</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>What the chosen layer is made of</source>
        <translation>所选层的各项设置</translation>
    </message>
    <message>
        <source>Nothing is known of {0}</source>
        <translation>不认识 {0}</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Another type takes its place</source>
        <translation>换成另一种类型</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Input {0} from</source>
        <translation>输入 {0} 来自</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>The layer whose output it takes</source>
        <translation>它取用哪一层的输出</translation>
    </message>
    <message>
        <source>How the weights of new layers are drawn</source>
        <translation>新层的权重如何抽取</translation>
    </message>
    <message>
        <source>Initializer</source>
        <translation>初始化方法</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>how many samples go through the network in one pass</source>
        <translation>一次传播有多少个样本通过网络</translation>
    </message>
    <message>
        <source>{0}: {1} samples to learn from</source>
        <translation>{0}：{1} 个用于学习的样本</translation>
    </message>
</context>
<context>
    <name>FormulaLabel</name>
    <message>
        <source>Return lists its tensors</source>
        <translation>回车列出其中的张量</translation>
    </message>
    <message>
        <source>a click lists the tensors of this formula</source>
        <translation>单击列出此公式中的张量</translation>
    </message>
    <message>
        <source>a click goes to {0}</source>
        <translation>单击前往 {0}</translation>
    </message>
</context>
<context>
    <name>FreezeButton</name>
    <message>
        <source>Unfreeze this weight</source>
        <translation>解冻这个权重</translation>
    </message>
    <message>
        <source>Frozen: no update moves this weight. Click to let it move again.</source>
        <translation>已冻结：任何更新都不会改变这个权重。单击可让它重新参与更新。</translation>
    </message>
    <message>
        <source>Freeze this weight</source>
        <translation>冻结这个权重</translation>
    </message>
    <message>
        <source>Freeze this weight: no update moves it; its gradient is computed all the same</source>
        <translation>冻结这个权重：任何更新都不会改变它，但梯度照样计算</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>User Guide</source>
        <translation>用户指南</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>搜索指南</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
</context>
<context>
    <name>HistoryStrip</name>
    <message>
        <source>{0} · epoch {1} · ‖∂E/∂Y‖ {2}</source>
        <translation>{0} · 第 {1} 轮 · ‖∂E/∂Y‖ {2}</translation>
    </message>
    <message>
        <source>‖∂E/∂Y‖ by layer</source>
        <translation>各层 ‖∂E/∂Y‖</translation>
    </message>
    <message>
        <source>History of the gradient norm of every layer</source>
        <translation>各层梯度范数的历史</translation>
    </message>
</context>
<context>
    <name>ImagesPage</name>
    <message>
        <source>not found; choose it</source>
        <translation>没找到；请选择</translation>
    </message>
    <message>
        <source>{0} numbers, {1}</source>
        <translation>{0} 个数，{1}</translation>
    </message>
    <message>
        <source>{0} of {1}, {2}</source>
        <translation>{0} 个，每个 {1}，{2}</translation>
    </message>
    <message>
        <source>Choose the File of Labels</source>
        <translation>选择标签文件</translation>
    </message>
    <message>
        <source>{0} samples</source>
        <translation>{0} 个样本</translation>
    </message>
    <message>
        <source>The first images of the file</source>
        <translation>文件的前几张图像</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the file that holds one label for every image</source>
        <translation>选择为每张图像存有一个标签的文件</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>互换</translation>
    </message>
    <message>
        <source>Take the one file for the other</source>
        <translation>把两个文件互换</translation>
    </message>
</context>
<context>
    <name>ImportDesk</name>
    <message>
        <source>Import Weights</source>
        <translation>导入权重</translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation>权重 (*.safetensors)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Reading {0}…</source>
        <translation>正在读取 {0}…</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import Weights from {0}</source>
        <translation>从 {0} 导入权重</translation>
    </message>
    <message>
        <source>tensors of the network and of the file</source>
        <translation>网络和文件中的张量</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Gives the network the tensors that match; it can be undone</source>
        <translation>把相符的张量交给网络；可以撤销</translation>
    </message>
    <message>
        <source>{0} of the {1} tensors of the network match.</source>
        <translation>网络的 {1} 个张量中有 {0} 个相符。</translation>
    </message>
    <message>
        <source>The others stay as they are.</source>
        <translation>其余的保持不变。</translation>
    </message>
    <message>
        <source>What the optimizer remembers begins anew, and epochs are counted anew.</source>
        <translation>优化器的记忆重新开始，轮数也重新计算。</translation>
    </message>
    <message>
        <source>There is nothing to import: names and shapes have to be the same.</source>
        <translation>没有可以导入的：名称和形状必须相同。</translation>
    </message>
    <message>
        <source>In the network</source>
        <translation>网络中</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>文件中</translation>
    </message>
    <message>
        <source>Shape in the file</source>
        <translation>文件中的形状</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>matched, its axes turned round</source>
        <translation>相符，轴已转换</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>相符</translation>
    </message>
    <message>
        <source>shape differs</source>
        <translation>形状不同</translation>
    </message>
    <message>
        <source>missing in the file</source>
        <translation>文件中没有</translation>
    </message>
    <message>
        <source>not in the network</source>
        <translation>网络中没有</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>formulas and numbers of the operation</source>
        <translation>该运算的公式与数值</translation>
    </message>
    <message>
        <source>The newest pass</source>
        <translation>最新一次传播</translation>
    </message>
    <message>
        <source>Nothing has been computed yet. The next step computes the first operation.</source>
        <translation>还没有进行任何计算。下一步将计算第一个运算。</translation>
    </message>
    <message>
        <source>Start of the run</source>
        <translation>训练的起点</translation>
    </message>
    <message>
        <source>This network has no weights, so there is nothing to move.</source>
        <translation>这个网络没有权重，所以没有什么可更新的。</translation>
    </message>
    <message>
        <source>Nothing is computed here: no gradient goes further back.</source>
        <translation>这里不计算任何东西：没有梯度再往回传。</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新</translation>
    </message>
</context>
<context>
    <name>KeyChips</name>
    <message>
        <source>no key</source>
        <translation>没有按键</translation>
    </message>
    <message>
        <source>Take {0} away</source>
        <translation>移除 {0}</translation>
    </message>
</context>
<context>
    <name>KeyCursor</name>
    <message>
        <source>Return: click · Shift+F10: menu · arrows: go on · Esc: leave</source>
        <translation>回车：点击 · Shift+F10：菜单 · 方向键：继续移动 · Esc：离开</translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message>
        <source>Taken back from {0}.</source>
        <translation>已从 {0} 收回。</translation>
    </message>
    <message>
        <source>Give every action its default keys again?</source>
        <translation>要将所有操作恢复为默认按键吗？</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search for an action or a key</source>
        <translation>搜索操作或按键</translation>
    </message>
    <message>
        <source>search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Part of the name of an action, of its menu or of a key</source>
        <translation>操作、菜单或按键名称的一部分</translation>
    </message>
    <message>
        <source>Some keys belong to what has the focus: letters and digits to a field, Space to a button, the arrow keys to sliders, tabs and plots, and to a table while a cell of it is selected.</source>
        <translation>有些按键归拥有焦点的控件使用：输入框用字母和数字，按钮用空格键，滑块、标签页和图表用方向键，表格在选定单元格时用方向键。</translation>
    </message>
    <message>
        <source>Reset All…</source>
        <translation>全部重置…</translation>
    </message>
    <message>
        <source>Give every action its default keys again</source>
        <translation>将所有操作恢复为默认按键</translation>
    </message>
    <message>
        <source>Copy as Text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Put all actions with their keys on the clipboard, to print them</source>
        <translation>将所有操作及其按键复制到剪贴板，便于打印</translation>
    </message>
</context>
<context>
    <name>KeyEditor</name>
    <message>
        <source>Take It Over</source>
        <translation>改为此操作</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Return adds the key, Esc takes it out, Tab leaves the field.</source>
        <translation>回车键添加，Esc 键清除，Tab 键离开此框。</translation>
    </message>
    <message>
        <source>{0} opens the menu “{1}”; choose another key.</source>
        <translation>{0} 用于打开“{1}”菜单，请另选按键。</translation>
    </message>
    <message>
        <source>{0} is a key of this action already.</source>
        <translation>{0} 已是此操作的按键。</translation>
    </message>
    <message>
        <source>{0} belongs to “{1}”, which would lose it.</source>
        <translation>{0} 属于“{1}”，改用后该操作将失去此键。</translation>
    </message>
    <message>
        <source>{0} is free.</source>
        <translation>{0} 可以使用。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Default: {0}</source>
        <translation>默认：{0}</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Give this action its default keys again</source>
        <translation>将此操作恢复为默认按键</translation>
    </message>
    <message>
        <source>Give the key in the field to this action</source>
        <translation>将框中的按键分配给此操作</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>new key</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>Press the key here; Return adds it, Esc takes it out, Tab leaves the field</source>
        <translation>在此按下按键；回车键添加，Esc 键清除，Tab 键离开此框</translation>
    </message>
    <message>
        <source>Press a key</source>
        <translation>请按键</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>changed; default: {0}</source>
        <translation>已更改；默认：{0}</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>actions and their keys</source>
        <translation>操作及其按键</translation>
    </message>
</context>
<context>
    <name>LayerBox</name>
    <message>
        <source>ALL OF {0}</source>
        <translation>{0} 的全部权重</translation>
    </message>
    <message>
        <source>{0} of {1} weights checked</source>
        <translation>已检验 {1} 个权重中的 {0} 个</translation>
    </message>
    <message>
        <source>{0} agree</source>
        <translation>{0} 个一致</translation>
    </message>
    <message>
        <source>{0} beside a kink</source>
        <translation>{0} 个位于折点旁</translation>
    </message>
    <message>
        <source>{0} do not agree</source>
        <translation>{0} 个不一致</translation>
    </message>
    <message>
        <source>the worst {0} are listed</source>
        <translation>只列出最差的 {0} 个</translation>
    </message>
    <message>
        <source>for the others there was no time</source>
        <translation>其余的来不及检验</translation>
    </message>
    <message>
        <source>{0} has a kink here: {1} on the left, {2} on the right</source>
        <translation>{0} 在此处有折点：左侧 {1}，右侧 {2}</translation>
    </message>
    <message>
        <source>every weight of the layer, checked</source>
        <translation>该层每个权重的检验结果</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>quotient</source>
        <translation>差商</translation>
    </message>
    <message>
        <source>relative error</source>
        <translation>相对误差</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>结论</translation>
    </message>
</context>
<context>
    <name>LayerMenu</name>
    <message>
        <source>Unfreeze Layer</source>
        <translation>解冻该层</translation>
    </message>
    <message>
        <source>Freeze Layer</source>
        <translation>冻结该层</translation>
    </message>
    <message>
        <source>no update moves a frozen layer; its gradients are computed all the same</source>
        <translation>更新不会改变被冻结的层；其梯度照常计算</translation>
    </message>
    <message>
        <source>Unfreeze This Weight</source>
        <translation>解冻这个权重</translation>
    </message>
    <message>
        <source>Freeze This Weight</source>
        <translation>冻结这个权重</translation>
    </message>
    <message>
        <source>Fill {0}</source>
        <translation>填充 {0}</translation>
    </message>
    <message>
        <source>Insert After</source>
        <translation>在其后插入</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Branch To</source>
        <translation>分支到</translation>
    </message>
</context>
<context>
    <name>LayerView</name>
    <message>
        <source>How {0} lay over the epochs</source>
        <translation>{0} 随轮次的分布</translation>
    </message>
    <message>
        <source>nothing has been measured yet</source>
        <translation>还没有测量</translation>
    </message>
    <message>
        <source>{0} of {1} passes measured</source>
        <translation>测量了 {1} 次传播中的 {0} 次</translation>
    </message>
    <message>
        <source>About one pass in {0} was measured: while this panel can be seen, up to ten a second of
those that go to the screen, and some of the passes before. The bands reach from the least
to the greatest number, from 5 % to 95 % and from 25 % to 75 % of the numbers; the line is
the median. What a layer gives, and the gradients, are those of the batch of that pass. At
the right the numbers of this moment are counted.
Click: go to that epoch. Wheel: zoom. Double-click: fit.</source>
        <translation>约每 {0} 次传播测量一次：此面板可见时，每秒最多测量十次显示在屏幕上的传播，
另加此前的若干次。色带依次从最小值到最大值、从 5 % 到 95 %、从 25 % 到 75 %；
线是中位数。层的输出和梯度属于那次传播的那一批样本。右侧是此刻各数值的直方图。
点击：转到该轮。滚轮：缩放。双击：显示全部。</translation>
    </message>
    <message>
        <source>One layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>line: median · shades: middle half, 90 %, all · bars: this moment · across: epochs</source>
        <translation>线：中位数 · 色带：中间一半、90 %、全部 · 横条：此刻 · 横轴：轮数</translation>
    </message>
    <message>
        <source>The numbers of one layer over the epochs</source>
        <translation>一层的数值随轮次的变化</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Which layer; clicking its head in the picture is quicker</source>
        <translation>哪一层；直接点击图中该层的标题更快</translation>
    </message>
</context>
<context>
    <name>LayoutRow</name>
    <message>
        <source>GB18030 (Chinese)</source>
        <translation>GB18030（中文）</translation>
    </message>
    <message>
        <source>comma ,</source>
        <translation>逗号 ,</translation>
    </message>
    <message>
        <source>semicolon ;</source>
        <translation>分号 ;</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>bar |</source>
        <translation>竖线 |</translation>
    </message>
    <message>
        <source>point 3.14</source>
        <translation>小数点 3.14</translation>
    </message>
    <message>
        <source>comma 3,14</source>
        <translation>逗号 3,14</translation>
    </message>
    <message>
        <source>names of columns</source>
        <translation>列名</translation>
    </message>
    <message>
        <source>values</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>How the letters of the file are stored</source>
        <translation>文件中的文字以何种编码存储</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>What stands between two cells of a row</source>
        <translation>一行中两个单元格之间的符号</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>小数符号</translation>
    </message>
    <message>
        <source>What stands before the decimals of a number</source>
        <translation>数的小数部分之前的符号</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>第一行</translation>
    </message>
    <message>
        <source>Whether the first row names the columns</source>
        <translation>第一行是否为列名</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Colour scale: {0} from {1} to {2}</source>
        <translation>色标：{0}，从 {1} 到 {2}</translation>
    </message>
    <message>
        <source>The right end is positive, the left end negative, grey zero; an edge is the wider the
further from zero it is.
The short line into a neuron from its lower left is its bias, on the scale of the weights.
The scale ends at the largest value shown, rounded up.
Where tensors are shown cell by cell each kind has a scale, which ends where half of its
tensors do; a cell beyond has the last colour. With thumbnails, so does the scale of Y.</source>
        <translation>标尺右端为正，左端为负，灰色为零；离零越远，连线越粗。
从左下方伸进神经元的短线是它的偏置，用的是权重的标尺。
标尺止于所示的最大值（向上取整）。
按单元格显示张量时，每一类张量各有标尺，止于其中半数张量所达到的值；
超出的单元格用最末一种颜色。显示缩略图时，Y 的标尺也是这样。</translation>
    </message>
    <message>
        <source>Hide the curve of {0}</source>
        <translation>隐藏 {0} 的曲线</translation>
    </message>
    <message>
        <source>Show the curve of {0}</source>
        <translation>显示 {0} 的曲线</translation>
    </message>
</context>
<context>
    <name>LessonKeeper</name>
    <message>
        <source>Saved as {0}</source>
        <translation>已保存为 {0}</translation>
    </message>
</context>
<context>
    <name>LessonPlayer</name>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Lesson {0} of {1}</source>
        <translation>第 {0} 课 / 共 {1} 课</translation>
    </message>
    <message>
        <source>Previous lesson</source>
        <translation>上一课</translation>
    </message>
    <message>
        <source>Next lesson</source>
        <translation>下一课</translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation>全部课程</translation>
    </message>
</context>
<context>
    <name>LessonView</name>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
</context>
<context>
    <name>Lessons</name>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Not so. Try again.</source>
        <translation>不对，再想想。</translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>Pause, or press ←, to look inside a pass.</source>
        <translation>暂停，或按 ←，即可查看一次传播的内部。</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>the Euclidean norm {0} in the latest pass</source>
        <translation>最近一次传播的欧几里得范数 {0}</translation>
    </message>
    <message>
        <source>norms of every layer</source>
        <translation>各层的范数</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>The loss by epoch</source>
        <translation>各轮的损失</translation>
    </message>
    <message>
        <source>The share of right answers by epoch</source>
        <translation>各轮答对的比例</translation>
    </message>
    <message>
        <source>Loss by epoch</source>
        <translation>损失随轮次的变化</translation>
    </message>
    <message>
        <source>Accuracy by epoch</source>
        <translation>各轮的准确率</translation>
    </message>
    <message>
        <source>epoch {0}, before: {1}</source>
        <translation>第 {0} 轮，在此之前：{1}</translation>
    </message>
    <message>
        <source>Pale, left of 0: what came before the network was changed; undo leads back.</source>
        <translation>0 左侧的浅色线：网络被更改之前的情况；撤销可以回到那里。</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学过的</translation>
    </message>
    <message>
        <source>held apart</source>
        <translation>留出的</translation>
    </message>
    <message>
        <source>{0}, held apart</source>
        <translation>{0}，留出</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>第 {0} 轮</translation>
    </message>
    <message>
        <source>no epoch yet</source>
        <translation>还没有训练过一轮</translation>
    </message>
    <message>
        <source>epoch {0} · E {1}</source>
        <translation>第 {0} 轮 · E {1}</translation>
    </message>
    <message>
        <source>(epoch {0})</source>
        <translation>（第 {0} 轮）</translation>
    </message>
    <message>
        <source>{0} % · {1} of {2} right</source>
        <translation>{0} % · {2} 个中对 {1} 个</translation>
    </message>
    <message>
        <source>Right answers at the end of an epoch.</source>
        <translation>每轮结束时答对的比例。</translation>
    </message>
    <message>
        <source>learned: {0} samples that are learned from, not those of a batch</source>
        <translation>学过的：用来学习的样本，{0}，不只是一批</translation>
    </message>
    <message>
        <source>learned: the mean of E over the passes of an epoch, while they trained</source>
        <translation>学过的：一轮中各次传播的 E 的平均值，是训练时算出的</translation>
    </message>
    <message>
        <source>held apart: at the end of an epoch, {0} samples that are never learned from</source>
        <translation>留出的：从不用来学习的样本，{0}，在每轮结束时算出</translation>
    </message>
    <message>
        <source>Evaluated as when nothing is trained (no dropout, running means). While training runs fast,
only some epochs are; straight lines join them.</source>
        <translation>评估时的网络跟不训练时一样（不丢弃单元，用滑动平均值）。训练得快的时候，
只评估其中一些轮，用直线相连。</translation>
    </message>
    <message>
        <source>all {0}</source>
        <translation>全部 {0} 个</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1} 个中的 {0} 个</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>This network has no weights</source>
        <translation>这个网络没有权重</translation>
    </message>
</context>
<context>
    <name>MatrixTable</name>
    <message>
        <source>Chain rule to this weight…</source>
        <translation>到此权重的链式法则…</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Uncover</source>
        <translation>揭开</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>遮住</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>已遮住</translation>
    </message>
    <message>
        <source>without what was set by hand: {0}</source>
        <translation>若没有手动设定：{0}</translation>
    </message>
    <message>
        <source>a click keeps it; then arrows move it, Esc lets go</source>
        <translation>单击可固定；固定后用方向键移动，按 Esc 松开</translation>
    </message>
    <message>
        <source>a double click, or F2, sets it</source>
        <translation>双击或按 F2 设定它</translation>
    </message>
    <message>
        <source>frozen: no update moves it</source>
        <translation>已冻结：更新不会改变它</translation>
    </message>
    <message>
        <source>Ctrl and a click show the chain rule to this weight</source>
        <translation>按住 Ctrl 单击，显示到此权重的链式法则</translation>
    </message>
</context>
<context>
    <name>MenuWords</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>单步(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Lesson</source>
        <translation>课程(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Step by</source>
        <translation>每步</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>着色依据</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Open Recent Data</source>
        <translation>打开最近的数据</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>What Is Wrong</source>
        <translation>哪里不对劲</translation>
    </message>
    <message>
        <source>New Network…</source>
        <translation>新建网络…</translation>
    </message>
    <message>
        <source>Build the Network</source>
        <translation>搭建网络</translation>
    </message>
    <message>
        <source>Open Data…</source>
        <translation>打开数据…</translation>
    </message>
    <message>
        <source>Save as Lesson…</source>
        <translation>另存为课程…</translation>
    </message>
    <message>
        <source>PyTorch Script…</source>
        <translation>PyTorch 脚本…</translation>
    </message>
    <message>
        <source>Jupyter Notebook…</source>
        <translation>Jupyter 笔记本…</translation>
    </message>
    <message>
        <source>ONNX Model…</source>
        <translation>ONNX 模型…</translation>
    </message>
    <message>
        <source>Weights…</source>
        <translation>权重…</translation>
    </message>
    <message>
        <source>Loss and Gradient Norms…</source>
        <translation>损失与梯度范数…</translation>
    </message>
    <message>
        <source>Worksheet of This Pass…</source>
        <translation>本次传播的练习题…</translation>
    </message>
    <message>
        <source>Import Weights…</source>
        <translation>导入权重…</translation>
    </message>
    <message>
        <source>Import ONNX Model…</source>
        <translation>导入 ONNX 模型…</translation>
    </message>
    <message>
        <source>Save Picture of the Network…</source>
        <translation>保存网络的图片…</translation>
    </message>
    <message>
        <source>Copy Picture of the Network</source>
        <translation>复制网络的图片</translation>
    </message>
    <message>
        <source>Save Picture of the Window…</source>
        <translation>保存窗口的图片…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>一次传播</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Predict First</source>
        <translation>先猜后看</translation>
    </message>
    <message>
        <source>Compare with Another Network…</source>
        <translation>与另一个网络比较…</translation>
    </message>
    <message>
        <source>Switch Network</source>
        <translation>切换网络</translation>
    </message>
    <message>
        <source>Thumbnails of the Neurons</source>
        <translation>神经元缩略图</translation>
    </message>
    <message>
        <source>Look at One Weight</source>
        <translation>查看权重</translation>
    </message>
    <message>
        <source>End the Comparison</source>
        <translation>结束比较</translation>
    </message>
    <message>
        <source>All Lessons…</source>
        <translation>全部课程…</translation>
    </message>
    <message>
        <source>Next Lesson</source>
        <translation>下一课</translation>
    </message>
    <message>
        <source>Previous Lesson</source>
        <translation>上一课</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>演示模式</translation>
    </message>
    <message>
        <source>Larger Text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller Text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Default Text Size</source>
        <translation>默认文字大小</translation>
    </message>
    <message>
        <source>Next Panel</source>
        <translation>键盘焦点移到下一面板</translation>
    </message>
    <message>
        <source>Previous Panel</source>
        <translation>键盘焦点移到上一面板</translation>
    </message>
    <message>
        <source>Context Menu</source>
        <translation>焦点处的快捷菜单</translation>
    </message>
    <message>
        <source>Zoom In</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom Out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit the Network</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>连线动画</translation>
    </message>
    <message>
        <source>As the System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Choose Input Features</source>
        <translation>选择输入特征</translation>
    </message>
    <message>
        <source>Draw Points</source>
        <translation>画点</translation>
    </message>
    <message>
        <source>Draw a Digit</source>
        <translation>手写一个数字</translation>
    </message>
    <message>
        <source>Look at One Neuron</source>
        <translation>查看神经元</translation>
    </message>
    <message>
        <source>Look at One Layer</source>
        <translation>查看层</translation>
    </message>
    <message>
        <source>Restore the Default Layout</source>
        <translation>恢复默认布局</translation>
    </message>
    <message>
        <source>Welcome…</source>
        <translation>欢迎…</translation>
    </message>
    <message>
        <source>User Guide</source>
        <translation>用户指南</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts…</source>
        <translation>键盘快捷键…</translation>
    </message>
    <message>
        <source>About nnviz</source>
        <translation>关于 nnviz</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>History Memory ({0} MB used)</source>
        <translation>历史内存（已用 {0} MB）</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
</context>
<context>
    <name>ModelDesk</name>
    <message>
        <source>Import ONNX Model</source>
        <translation>导入 ONNX 模型</translation>
    </message>
    <message>
        <source>ONNX models (*.onnx)</source>
        <translation>ONNX 模型 (*.onnx)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Reading {0}…</source>
        <translation>正在读取 {0}…</translation>
    </message>
    <message>
        <source>Opening {0}…</source>
        <translation>正在打开 {0}…</translation>
    </message>
</context>
<context>
    <name>ModelDialog</name>
    <message>
        <source>Import ONNX Model from {0}</source>
        <translation>从 {0} 导入 ONNX 模型</translation>
    </message>
    <message>
        <source>layers of the network, and operators of the file</source>
        <translation>网络的层与文件中的算子</translation>
    </message>
    <message>
        <source>What the network learns from</source>
        <translation>网络学习所用的数据</translation>
    </message>
    <message>
        <source>A file holds no data; these have the shape that the network takes</source>
        <translation>文件不含数据；这些数据的形状符合网络的输入</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Opens the network as a run of its own; the present one stays as it is</source>
        <translation>作为单独的训练打开该网络；当前的训练保持不变</translation>
    </message>
    <message>
        <source>Learns from</source>
        <translation>学习数据</translation>
    </message>
    <message>
        <source>{0} layers with {1} parameters were read.</source>
        <translation>已全部识别：{0} 层，读入 {1} 个参数。</translation>
    </message>
    <message>
        <source>{0} layers with {1} parameters were read, and {2} running means and variances.</source>
        <translation>已全部识别：{0} 层，读入 {1} 个参数，以及 {2} 个滑动均值和方差。</translation>
    </message>
    <message>
        <source>The current data do not fit: {0}.</source>
        <translation>当前的数据不合适：{0}。</translation>
    </message>
    <message>
        <source>Images have their channels last here; weights and flattened cells were turned to match.</source>
        <translation>图像在这里通道在最后；权重和展平后的单元已相应转换。</translation>
    </message>
    <message>
        <source>Dropout is left out of a model that is exported for use.</source>
        <translation>导出用于推理的模型不含 Dropout。</translation>
    </message>
    <message>
        <source>The loss and the optimizer are chosen by nnviz; both can be changed under Build.</source>
        <translation>损失函数和优化器由 nnviz 选定；两者都可在“搭建”中更改。</translation>
    </message>
    <message>
        <source>Data of the present run: {0} ({1} samples)</source>
        <translation>当前训练的数据：{0}（{1} 个样本）</translation>
    </message>
    <message>
        <source>{0} ({1} samples)</source>
        <translation>{0}({1} 个样本)</translation>
    </message>
    <message>
        <source>Made-up numbers that mean nothing ({1} samples)</source>
        <translation>随机生成的示例数据（{1} 个样本）</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Gives</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>文件中</translation>
    </message>
    <message>
        <source>needs no layer</source>
        <translation>无需对应的层</translation>
    </message>
</context>
<context>
    <name>ModelLesson</name>
    <message>
        <source>The layers and their weights come from **{0}**.</source>
        <translation>各层及其权重来自 **{0}**。</translation>
    </message>
    <message>
        <source>What it learns from, the loss and the optimizer are no part of that file.</source>
        <translation>学习数据、损失函数和优化器不在该文件中。</translation>
    </message>
    <message>
        <source>Its data are **made-up numbers**, which mean nothing.</source>
        <translation>它的数据是**随机生成的示例数据**，没有意义。</translation>
    </message>
    <message>
        <source>**Reset** goes back to the weights of the file.</source>
        <translation>**重置**会回到文件中的权重。</translation>
    </message>
</context>
<context>
    <name>NetworkBox</name>
    <message>
        <source>sizes of hidden layers are whole numbers, such as 16, 8; given “{0}”</source>
        <translation>隐藏层的大小应为整数，如 16, 8；给出的是“{0}”</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Convolution first</source>
        <translation>先做卷积</translation>
    </message>
    <message>
        <source>Images go through six kernels, ReLU and max-pooling first</source>
        <translation>图像先经过六个卷积核、ReLU 和最大池化</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>Their sizes, such as 16, 8; empty for none</source>
        <translation>各层的大小，如 16, 8；留空则没有隐藏层</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>What follows each hidden layer</source>
        <translation>每个隐藏层之后的函数</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>How gradients move the weights</source>
        <translation>梯度如何移动权重</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>How long a step of the optimizer is</source>
        <translation>优化器每一步的步长</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>How many samples go through the network in one pass</source>
        <translation>一次传递有多少样本通过网络</translation>
    </message>
    <message>
        <source>Seed of the weights</source>
        <translation>权重的种子</translation>
    </message>
    <message>
        <source>What the first weights and the order of the samples are drawn from</source>
        <translation>由它决定初始权重和样本的顺序</translation>
    </message>
</context>
<context>
    <name>NetworkList</name>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>one number, E</source>
        <translation>一个数 E</translation>
    </message>
    <message>
        <source>{0} parameters</source>
        <translation>{0} 个参数</translation>
    </message>
</context>
<context>
    <name>NeuronCard</name>
    <message>
        <source>The card of one neuron</source>
        <translation>神经元的卡片</translation>
    </message>
    <message>
        <source>One neuron</source>
        <translation>神经元</translation>
    </message>
    <message>
        <source>Click a neuron in the picture, or choose one here. Only the paths through it stay lit, from the inputs to the loss; a second click or Esc lights the whole network again.</source>
        <translation>点击图中的一个神经元，或在此选择一个。只有从输入经过它到损失的路径保持点亮；再次点击或按 Esc，整个网络重新点亮。</translation>
    </message>
</context>
<context>
    <name>NeuronChooser</name>
    <message>
        <source>of {0}</source>
        <translation>/ {0}</translation>
    </message>
    <message>
        <source>Whose neurons; clicking a neuron in the picture is quicker</source>
        <translation>哪一层的神经元；直接点击图中的神经元更快</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Which neuron of the layer, from 1; of images, which channel</source>
        <translation>该层的第几个神经元，从 1 数起；若是图像，则为第几个通道</translation>
    </message>
    <message>
        <source>Neuron</source>
        <translation>神经元</translation>
    </message>
    <message>
        <source>Light the whole network again (Esc)</source>
        <translation>重新点亮整个网络（Esc）</translation>
    </message>
</context>
<context>
    <name>NewNetworkDialog</name>
    <message>
        <source>{0} samples of {1} numbers</source>
        <translation>{0} 个样本，每个 {1} 个数</translation>
    </message>
    <message>
        <source>A convolution needs images</source>
        <translation>卷积需要图像</translation>
    </message>
    <message>
        <source>New Network</source>
        <translation>新建网络</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>What the network learns from</source>
        <translation>网络从什么中学习</translation>
    </message>
    <message>
        <source>Begin as</source>
        <translation>起始结构</translation>
    </message>
    <message>
        <source>The layers to begin with</source>
        <translation>开始时有哪些层</translation>
    </message>
    <message>
        <source>Output layer only</source>
        <translation>只有输出层</translation>
    </message>
    <message>
        <source>One hidden layer (2-3-1)</source>
        <translation>一个隐藏层（2-3-1）</translation>
    </message>
    <message>
        <source>Convolution for images (CNN)</source>
        <translation>用于图像的卷积网络（CNN）</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
</context>
<context>
    <name>NormPlot</name>
    <message>
        <source>Gradient norm per layer</source>
        <translation>各层梯度范数</translation>
    </message>
    <message>
        <source>Gradient norm: {0}</source>
        <translation>梯度范数：{0}</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Gradient norm of every layer by epoch</source>
        <translation>各层梯度范数随轮次的变化</translation>
    </message>
    <message>
        <source>mean ‖∂E/∂Y‖</source>
        <translation>平均 ‖∂E/∂Y‖</translation>
    </message>
    <message>
        <source>no epoch yet</source>
        <translation>还没有训练过一轮</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>第 {0} 轮</translation>
    </message>
    <message>
        <source>(epoch {0})</source>
        <translation>（第 {0} 轮）</translation>
    </message>
</context>
<context>
    <name>NudgeBox</name>
    <message>
        <source>Another pass: the slider is back in the middle.</source>
        <translation>换了一次传播：滑块已回到中间。</translation>
    </message>
    <message>
        <source>ΔE measured {0}</source>
        <translation>实测 ΔE {0}</translation>
    </message>
    <message>
        <source>gradient · Δw {0}</source>
        <translation>梯度 · Δw {0}</translation>
    </message>
    <message>
        <source>NUDGE IT</source>
        <translation>轻推一下</translation>
    </message>
    <message>
        <source>Move the weight and see what E does; the run is not changed</source>
        <translation>移动这个权重，看 E 如何变化；训练不受影响</translation>
    </message>
    <message>
        <source>By how much to move the weight</source>
        <translation>权重移动多少</translation>
    </message>
</context>
<context>
    <name>NumberInput</name>
    <message>
        <source>a number is missing</source>
        <translation>请输入一个数</translation>
    </message>
    <message>
        <source>the number must be finite</source>
        <translation>必须是有限的数</translation>
    </message>
    <message>
        <source>“{0}” is not a number</source>
        <translation>“{0}”不是有效的数字</translation>
    </message>
    <message>
        <source>{0} may mean {1} or {2}; write one of these</source>
        <translation>{0} 可能指 {1} 或 {2}，请写成其中之一</translation>
    </message>
    <message>
        <source>{0} is too large</source>
        <translation>{0} 太大</translation>
    </message>
    <message>
        <source>{0} is not a whole number</source>
        <translation>{0} 不是整数</translation>
    </message>
</context>
<context>
    <name>OutlineRow</name>
    <message>
        <source>already computed</source>
        <translation>已计算</translation>
    </message>
    <message>
        <source>still to come</source>
        <translation>尚未计算</translation>
    </message>
</context>
<context>
    <name>OutputsView</name>
    <message>
        <source>Outputs of the samples</source>
        <translation>样本的输出</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>What the network gives for samples that it learns from, by the weights of this moment.</source>
        <translation>网络以此刻的权重，对它所学样本给出的结果。</translation>
    </message>
    <message>
        <source>{0} of {1} samples</source>
        <translation>{1} 个样本中的 {0} 个</translation>
    </message>
    <message>
        <source>samples: {0}</source>
        <translation>样本：{0} 个</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
</context>
<context>
    <name>OwnData</name>
    <message>
        <source>{0} kernels</source>
        <translation>{0} 个卷积核</translation>
    </message>
    <message>
        <source>Regression: target values: {0}</source>
        <translation>回归：{0} 个目标值</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Classification: {0} classes</source>
        <translation>分类：{0} 类</translation>
    </message>
    <message>
        <source>{0} samples are learned from, {1} are held apart for tests.</source>
        <translation>用 {0} 个样本学习，留出 {1} 个做测试。</translation>
    </message>
    <message>
        <source>Network: {0}</source>
        <translation>网络：{0}</translation>
    </message>
    <message>
        <source>Inputs: {0}</source>
        <translation>输入：{0}</translation>
    </message>
    <message>
        <source>To be learned: {0}</source>
        <translation>要学的：{0}</translation>
    </message>
    <message>
        <source>the targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>以及另外 {0} 项</translation>
    </message>
    <message>
        <source>scaled: mean {0}, sd {1}</source>
        <translation>已缩放：均值 {0}，标准差 {1}</translation>
    </message>
    <message>
        <source>scaled: from {0} to {1}</source>
        <translation>已缩放：原范围 {0} 至 {1}</translation>
    </message>
    <message>
        <source>scaled: divided by {0}</source>
        <translation>已缩放：除以 {0}</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Search layers</source>
        <translation>搜索层</translation>
    </message>
    <message>
        <source>Enter puts the best match after the selected layer</source>
        <translation>回车把最匹配的层放到所选层之后</translation>
    </message>
    <message>
        <source>Palette of layers</source>
        <translation>层的面板</translation>
    </message>
    <message>
        <source>Drag a layer into the network, or put it after the selected one with Enter</source>
        <translation>把层拖入网络，或按回车放到所选层之后</translation>
    </message>
</context>
<context>
    <name>Pasting</name>
    <message>
        <source>there are no numbers on the clipboard</source>
        <translation>剪贴板上没有数</translation>
    </message>
    <message>
        <source>row {0} has {1} columns, row 1 has {2}</source>
        <translation>第 {0} 行有 {1} 列，而第 1 行有 {2} 列</translation>
    </message>
    <message>
        <source>row {0}, column {1}: {2}</source>
        <translation>第 {0} 行第 {1} 列：{2}</translation>
    </message>
    <message>
        <source>the clipboard has {0} × {1} numbers, here is room for {2} × {3}</source>
        <translation>剪贴板上有 {0} × {1} 个数，此处可容纳 {2} × {3} 个</translation>
    </message>
</context>
<context>
    <name>PathsBox</name>
    <message>
        <source>Too many cells lie on the way to follow each path.</source>
        <translation>途中的单元太多，无法逐条追踪路径。</translation>
    </message>
    <message>
        <source>No path passes anything on.</source>
        <translation>没有一条路径传递任何东西。</translation>
    </message>
    <message>
        <source>{0} in all; together {1}, the gradient</source>
        <translation>共 {0} 条；相加得 {1}，即梯度</translation>
    </message>
    <message>
        <source>{0} paths in all; the {1} strongest are {2} of the gradient</source>
        <translation>共 {0} 条路径；最强的 {1} 条占梯度的 {2}</translation>
    </message>
    <message>
        <source>PATHS FROM IT TO E</source>
        <translation>从它到 E 的路径</translation>
    </message>
</context>
<context>
    <name>PictureDesk</name>
    <message>
        <source>Save Picture of the Network</source>
        <translation>保存网络的图片</translation>
    </message>
    <message>
        <source>Save Picture of the Window</source>
        <translation>保存窗口的图片</translation>
    </message>
    <message>
        <source>The picture of the network is on the clipboard.</source>
        <translation>网络的图片已复制到剪贴板。</translation>
    </message>
    <message>
        <source>PNG, pixels (*.png)</source>
        <translation>PNG，像素图 (*.png)</translation>
    </message>
    <message>
        <source>SVG, vectors (*.svg)</source>
        <translation>SVG，矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>PDF, vectors (*.pdf)</source>
        <translation>PDF，矢量图 (*.pdf)</translation>
    </message>
    <message>
        <source>{0} could not be saved: its ending names no known type of picture.</source>
        <translation>{0} 未能保存：扩展名不是已知的图片类型。</translation>
    </message>
    <message>
        <source>Writing {0}…</source>
        <translation>正在写入 {0}…</translation>
    </message>
    <message>
        <source>{0} could not be written: {1}.</source>
        <translation>无法写入 {0}：{1}。</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已保存为 {0}</translation>
    </message>
    <message>
        <source>Choose a name that ends in .png, .svg or .pdf.</source>
        <translation>请选择以 .png、.svg 或 .pdf 结尾的文件名。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, or make room on the disk, and save again. A file that was there before is as it was.</source>
        <translation>请选择有写入权限的文件夹，或在磁盘上腾出空间，然后重新保存。原有的文件保持不变。</translation>
    </message>
</context>
<context>
    <name>PlaneBox</name>
    <message>
        <source>sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>axis {0}</source>
        <translation>第 {0} 轴</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入通道</translation>
    </message>
    <message>
        <source>which {0} is shown</source>
        <translation>显示哪一个{0}</translation>
    </message>
    <message>
        <source>the {0} before</source>
        <translation>上一个{0}</translation>
    </message>
    <message>
        <source>the next {0}</source>
        <translation>下一个{0}</translation>
    </message>
</context>
<context>
    <name>PointsStrip</name>
    <message>
        <source>Undo takes the last stroke back.</source>
        <translation>撤销会收回最后一笔。</translation>
    </message>
    <message>
        <source>Draw points with the target {0}</source>
        <translation>画目标值为 {0} 的点</translation>
    </message>
    <message>
        <source>Draw points with the target {0}; or with the right button, or with Shift</source>
        <translation>画目标值为 {0} 的点；也可以用右键，或按住 Shift</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Put a point where you click</source>
        <translation>在点击处放一个点</translation>
    </message>
    <message>
        <source>Take the points away that the mouse goes over</source>
        <translation>擦去鼠标经过的点</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮</translation>
    </message>
    <message>
        <source>Spray</source>
        <translation>撒点</translation>
    </message>
    <message>
        <source>Scatter many points while the mouse is dragged</source>
        <translation>拖动鼠标时撒下许多点</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Take all points away</source>
        <translation>去掉所有点</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Stop drawing; the points stay</source>
        <translation>结束画点，点会保留</translation>
    </message>
</context>
<context>
    <name>PointsTool</name>
    <message>
        <source>Draw points for the network to learn from</source>
        <translation>画出让网络学习的点</translation>
    </message>
    <message>
        <source>By keys: the arrows move a cross, with Shift by less; 1 and 2 put a point of a class there, Space does what the chosen tool does, Delete takes the nearest point away, Esc ends it.</source>
        <translation>用键盘：方向键移动十字，按住 Shift 移动得少些；1 和 2 在那里放一个该类的点，空格执行所选工具，Delete 移除最近的点，Esc 结束。</translation>
    </message>
    <message>
        <source>No points yet: the network keeps the data it has</source>
        <translation>还没有点：网络继续使用原有数据</translation>
    </message>
    <message>
        <source>Only one class so far</source>
        <translation>目前只有一个类别</translation>
    </message>
    <message>
        <source>Arrows · 1 or 2: point · Delete · Esc: done</source>
        <translation>方向键 · 1 或 2：放点 · Delete · Esc：完成</translation>
    </message>
    <message>
        <source>Arrows · Space: point · Delete · Esc: done</source>
        <translation>方向键 · 空格：放点 · Delete · Esc：完成</translation>
    </message>
</context>
<context>
    <name>PredictionLine</name>
    <message>
        <source>take this as the guess</source>
        <translation>以此作为猜测</translation>
    </message>
    <message>
        <source>your guess</source>
        <translation>你的猜测</translation>
    </message>
    <message>
        <source>a number, such as −0.5 or 2e−3; Return compares it</source>
        <translation>一个数，例如 −0.5 或 2e−3；按回车键比较</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>compare the guess with the recorded number</source>
        <translation>把猜测与记录的数比较</translation>
    </message>
    <message>
        <source>a value may be rounded to two significant digits; the other panels cover nothing</source>
        <translation>数值可以舍入到两位有效数字；其他面板不遮挡任何内容</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>take the cover off without a guess</source>
        <translation>不猜，直接揭开</translation>
    </message>
    <message>
        <source>Which cell of {0} moves most?</source>
        <translation>{0} 的哪个元素变动最大？</translation>
    </message>
    <message>
        <source>What is {0}?</source>
        <translation>{0} 是多少？</translation>
    </message>
    <message>
        <source>Which sign has {0}?</source>
        <translation>{0} 的符号是什么？</translation>
    </message>
    <message>
        <source>right within 5 %</source>
        <translation>误差在 5 % 以内算对</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>正</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>零</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>负</translation>
    </message>
    <message>
        <source>It is {0}.</source>
        <translation>记录的是 {0}。</translation>
    </message>
    <message>
        <source>✓ Right: guessed {0}, recorded {1}</source>
        <translation>✓ 对：猜测 {0}，记录 {1}</translation>
    </message>
    <message>
        <source>✗ Not right: guessed {0}, recorded {1}</source>
        <translation>✗ 不对：猜测 {0}，记录 {1}</translation>
    </message>
    <message>
        <source>{0} % off</source>
        <translation>相差 {0} %</translation>
    </message>
</context>
<context>
    <name>Presentation</name>
    <message>
        <source>Norms</source>
        <translation>范数</translation>
    </message>
</context>
<context>
    <name>ProbeLabel</name>
    <message>
        <source>Probe {0}</source>
        <translation>探针 {0}</translation>
    </message>
    <message>
        <source>forward pass of this input: no target, no gradients</source>
        <translation>这个输入的前向传播：没有目标，没有梯度</translation>
    </message>
    <message>
        <source>End the probe (Esc)</source>
        <translation>结束探测（Esc）</translation>
    </message>
    <message>
        <source>End the probe</source>
        <translation>结束探测</translation>
    </message>
    <message>
        <source>The canvas shows the forward pass of this input, by the weights of now.
Everything beside the canvas stays with the pass of the training.</source>
        <translation>画布显示这个输入按当前权重的前向传播。
画布以外的一切仍然是训练中的那次传播。</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Reading the file; Cancel stops it</source>
        <translation>正在读文件；按“取消”可停止</translation>
    </message>
    <message>
        <source>how much of the file has been read</source>
        <translation>文件已读的比例</translation>
    </message>
    <message>
        <source>Looking back</source>
        <translation>正在回看</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>Training for the lesson</source>
        <translation>正在为本课训练网络</translation>
    </message>
    <message>
        <source>Checking the gradients</source>
        <translation>正在核对梯度</translation>
    </message>
    <message>
        <source>Opening the document</source>
        <translation>正在打开文档</translation>
    </message>
    <message>
        <source>Saving the document</source>
        <translation>正在保存文档</translation>
    </message>
    <message>
        <source>Reading the data</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>Making the network</source>
        <translation>正在构建网络</translation>
    </message>
</context>
<context>
    <name>ProgressChip</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop this, and leave everything as it was (Esc)</source>
        <translation>停止，并让一切保持原样（Esc）</translation>
    </message>
    <message>
        <source>how much of it is done</source>
        <translation>已完成多少</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Left</source>
        <translation>←</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>→</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>↑</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>↓</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Backspace</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Opened or saved last</source>
        <translation>最近打开或保存</translation>
    </message>
    <message>
        <source>Return or a click opens; Delete takes out of the list</source>
        <translation>按回车或点击打开；按 Delete 从列表中移除</translation>
    </message>
    <message>
        <source>Remove from the List</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>The file itself stays where it is</source>
        <translation>文件本身不受影响</translation>
    </message>
    <message>
        <source>Documents that you save, and data that you open, will be listed here.</source>
        <translation>保存的文档和打开的数据会列在这里。</translation>
    </message>
    <message>
        <source>not there any more</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>data · {0}</source>
        <translation>数据 · {0}</translation>
    </message>
</context>
<context>
    <name>RestoreQuestion</name>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Unsaved work from {0} can be restored. Restore it?</source>
        <translation>{0} 的未保存内容可以恢复。要恢复吗？</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃草稿</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>What the network makes of its data will be shown here</source>
        <translation>网络对数据给出的结果将显示在这里</translation>
    </message>
</context>
<context>
    <name>RewindQuestion</name>
    <message>
        <source>Rewind</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>This pass is not the newest. Rewind the network to here and change it?</source>
        <translation>这次传播不是最新的。要把网络退回此处并修改它吗？</translation>
    </message>
    <message>
        <source>The passes after it are forgotten.</source>
        <translation>之后的各次传播会被忘记。</translation>
    </message>
    <message>
        <source>Undo takes the change back later, but does not bring those passes back.</source>
        <translation>以后可以撤销这一改动，但之后的各次传播不会恢复。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>RunActions</name>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Start over from the same first weights</source>
        <translation>从相同的初始权重重新开始</translation>
    </message>
    <message>
        <source>New Weights</source>
        <translation>重新抽取权重</translation>
    </message>
    <message>
        <source>Start over from the next seed</source>
        <translation>用下一个种子重新开始</translation>
    </message>
    <message>
        <source>Rewind the Network to Here</source>
        <translation>将网络退回到此处</translation>
    </message>
    <message>
        <source>Forget what was trained after the place under the cursor</source>
        <translation>丢弃光标位置之后的训练</translation>
    </message>
    <message>
        <source>Start of the Pass</source>
        <translation>本次传播的起点</translation>
    </message>
    <message>
        <source>End of the Pass</source>
        <translation>本次传播的终点</translation>
    </message>
    <message>
        <source>Go to its last operation</source>
        <translation>转到最后一个运算</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop here, to look inside</source>
        <translation>停在这里，查看内部</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Take what was changed last back</source>
        <translation>撤回上一次改动</translation>
    </message>
    <message>
        <source>Change again what was taken back last</source>
        <translation>重做上一次撤回的改动</translation>
    </message>
    <message>
        <source>Go to its first formula</source>
        <translation>转到它的第一个公式</translation>
    </message>
    <message>
        <source>Undo in the Draft</source>
        <translation>撤销草稿中的改动</translation>
    </message>
    <message>
        <source>Train until paused</source>
        <translation>一直训练，直到暂停</translation>
    </message>
    <message>
        <source>Next Formula</source>
        <translation>下一个公式</translation>
    </message>
    <message>
        <source>Previous Formula</source>
        <translation>上一个公式</translation>
    </message>
    <message>
        <source>Next Operation</source>
        <translation>下一个运算</translation>
    </message>
    <message>
        <source>Previous Operation</source>
        <translation>上一个运算</translation>
    </message>
    <message>
        <source>Next Layer</source>
        <translation>下一层</translation>
    </message>
    <message>
        <source>Previous Layer</source>
        <translation>上一层</translation>
    </message>
    <message>
        <source>Next Pass</source>
        <translation>下一次传播</translation>
    </message>
    <message>
        <source>Previous Pass</source>
        <translation>上一次传播</translation>
    </message>
    <message>
        <source>Next Epoch</source>
        <translation>下一轮</translation>
    </message>
    <message>
        <source>Previous Epoch</source>
        <translation>上一轮</translation>
    </message>
    <message>
        <source>One formula of an operation, such as ∂E/∂W of a layer&apos;s backward</source>
        <translation>运算中的一个公式，例如某层反向传播中的 ∂E/∂W</translation>
    </message>
    <message>
        <source>One operation: one layer&apos;s forward or backward, the loss, the update</source>
        <translation>一个运算：某层的前向或反向、损失、更新</translation>
    </message>
    <message>
        <source>One layer together with its activation</source>
        <translation>一层连同其激活函数</translation>
    </message>
    <message>
        <source>One whole pass: forward, loss, backward, update</source>
        <translation>完整的一次传播：前向、损失、反向、更新</translation>
    </message>
    <message>
        <source>Once through all samples</source>
        <translation>所有样本过一遍</translation>
    </message>
</context>
<context>
    <name>SampleBox</name>
    <message>
        <source>sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>which sample of the batch the units show; weights belong to all of it</source>
        <translation>各神经元显示这一批中的哪个样本；权重属于整批</translation>
    </message>
    <message>
        <source>previous sample</source>
        <translation>上一个样本</translation>
    </message>
    <message>
        <source>next sample</source>
        <translation>下一个样本</translation>
    </message>
    <message>
        <source>of {0}</source>
        <translation>共 {0} 个</translation>
    </message>
</context>
<context>
    <name>SamplesBox</name>
    <message>
        <source>not computed yet in this pass</source>
        <translation>本次传播中尚未计算</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>For each sample it gives an image of {0} × {1} values: see it in the picture.</source>
        <translation>对每个样本，它给出一幅 {0} × {1} 个值的图像：请看网络图。</translation>
    </message>
    <message>
        <source>{0} of {1} samples</source>
        <translation>{1} 个样本中的 {0} 个</translation>
    </message>
    <message>
        <source>–  not computed yet in this pass</source>
        <translation>–  本次传播中尚未计算</translation>
    </message>
    <message>
        <source>WHAT IT GIVES, SAMPLE BY SAMPLE</source>
        <translation>它对每个样本的输出</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>In which folder?</source>
        <translation>放在哪个文件夹里？</translation>
    </message>
    <message>
        <source>Give the lesson a title.</source>
        <translation>请给课程起个标题。</translation>
    </message>
    <message>
        <source>Give the whole path of a folder.</source>
        <translation>请给出文件夹的完整路径。</translation>
    </message>
    <message>
        <source>A shipped lesson has this name; choose another for the folder.</source>
        <translation>自带的课程里已有这个名字，请给文件夹换一个名字。</translation>
    </message>
    <message>
        <source>There is a lesson in this folder already.</source>
        <translation>这个文件夹里已经有一门课程。</translation>
    </message>
    <message>
        <source>Replace It</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as Lesson</source>
        <translation>另存为课程</translation>
    </message>
    <message>
        <source>What to look at and what to try (Markdown)</source>
        <translation>要看什么、要试什么（Markdown）</translation>
    </message>
    <message>
        <source>Include the questions of the open lesson</source>
        <translation>包含当前课程的问题</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ScaleButton</name>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic axis; click for a linear one</source>
        <translation>对数刻度；单击换成线性刻度</translation>
    </message>
    <message>
        <source>lin</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Linear axis; click for a logarithmic one</source>
        <translation>线性刻度；单击换成对数刻度</translation>
    </message>
</context>
<context>
    <name>SeenPicture</name>
    <message>
        <source>What the network is given</source>
        <translation>网络得到的图像</translation>
    </message>
    <message>
        <source>row {0}, column {1}: {2}</source>
        <translation>第 {0} 行，第 {1} 列：{2}</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>What you choose will not be remembered: {0} cannot be written. Make room on the disk, or give yourself the right to write there.</source>
        <translation>所选设置不会被记住：无法写入 {0}。请腾出磁盘空间，或取得那里的写入权限。</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Colours of the values</source>
        <translation>数值的颜色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Digits after the point</source>
        <translation>小数位数</translation>
    </message>
    <message>
        <source>Step by</source>
        <translation>每步</translation>
    </message>
    <message>
        <source>Redraw at most</source>
        <translation>绘制频率上限</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>连线动画</translation>
    </message>
    <message>
        <source>Thumbnails of the neurons</source>
        <translation>神经元缩略图</translation>
    </message>
    <message>
        <source>History memory</source>
        <translation>历史内存</translation>
    </message>
    <message>
        <source>Pointer in a presentation</source>
        <translation>演示时的指针高亮</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Back to the default: {0}</source>
        <translation>恢复默认：{0}</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts…</source>
        <translation>按键设置…</translation>
    </message>
    <message>
        <source>Look up and change the keys of everything in the menus</source>
        <translation>查看并修改菜单中各项的按键</translation>
    </message>
    <message>
        <source>Restore All Defaults</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Blue and orange</source>
        <translation>蓝与橙</translation>
    </message>
    <message>
        <source>Violet and yellow</source>
        <translation>紫与黄</translation>
    </message>
    <message>
        <source>Blue and red</source>
        <translation>蓝与红</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>一次传播</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>{0} times a second</source>
        <translation>每秒 {0} 次</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
</context>
<context>
    <name>ShareStrip</name>
    <message>
        <source>sum {0}, most of it through {1} ({2})</source>
        <translation>和为 {0}，其中最多来自 {1}（{2}）</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Search the lessons</source>
        <translation>搜索课程</translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation>全部课程</translation>
    </message>
    <message>
        <source>From the articles</source>
        <translation>来自三篇文章</translation>
    </message>
    <message>
        <source>Failures worth seeing</source>
        <translation>值得一看的失败</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>不同的选择</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自己的课程</translation>
    </message>
    <message>
        <source>Could not be read: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
    <message>
        <source>No lesson has all of these words.</source>
        <translation>没有课程包含所有这些词。</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>One pass</source>
        <translation>一次传播</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>One weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>One neuron</source>
        <translation>神经元</translation>
    </message>
    <message>
        <source>One layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>搭建</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Gradient norm per layer</source>
        <translation>各层梯度范数</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>{0} is chosen: numbers, edits and the learning rate are about this network</source>
        <translation>已选中 {0}：数字、改动和学习率都针对这个网络</translation>
    </message>
    <message>
        <source>Turn to {0}: then numbers, edits and the learning rate are about that network</source>
        <translation>转到 {0}：之后数字、改动和学习率都针对那个网络</translation>
    </message>
    <message>
        <source>not finite: {0} · {1}, epoch {2}</source>
        <translation>非有限值：{0} · {1}，第 {2} 轮</translation>
    </message>
    <message>
        <source>The first number that is not finite; this network learns no further until rewound</source>
        <translation>第一个非有限值；在退回之前这个网络不再学习</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>非有限值</translation>
    </message>
    <message>
        <source>catching up: {0} passes to go</source>
        <translation>正在赶上：还差 {0} 次传播</translation>
    </message>
    <message>
        <source>mean loss {0} · epoch {1}</source>
        <translation>平均损失 {0} · 第 {1} 轮</translation>
    </message>
    <message>
        <source>mean loss {0}</source>
        <translation>平均损失 {0}</translation>
    </message>
    <message>
        <source>The mean E of the last complete epoch</source>
        <translation>最近一个完整轮次的平均 E</translation>
    </message>
</context>
<context>
    <name>SpreadPlot</name>
    <message>
        <source>not yet</source>
        <translation>尚未计算</translation>
    </message>
    <message>
        <source>after {0} epochs</source>
        <translation>{0} 轮之后</translation>
    </message>
    <message>
        <source>greatest {0}</source>
        <translation>最大 {0}</translation>
    </message>
    <message>
        <source>median {0}</source>
        <translation>中位数 {0}</translation>
    </message>
    <message>
        <source>least {0}</source>
        <translation>最小 {0}</translation>
    </message>
</context>
<context>
    <name>StateLabel</name>
    <message>
        <source>State of the run</source>
        <translation>训练状态</translation>
    </message>
    <message>
        <source>{0} {1} %</source>
        <translation>{0} {1} %</translation>
    </message>
    <message>
        <source>Stopped: not finite</source>
        <translation>已停止：非有限值</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>{0} forward</source>
        <translation>{0} 前向</translation>
    </message>
    <message>
        <source>{0} loss</source>
        <translation>{0} 损失</translation>
    </message>
    <message>
        <source>{0} backward</source>
        <translation>{0} 反向</translation>
    </message>
    <message>
        <source>{0} update</source>
        <translation>{0} 更新</translation>
    </message>
    <message>
        <source>numbers set by hand</source>
        <translation>有手动设定的数</translation>
    </message>
    <message>
        <source>{0} ({1} of {2})</source>
        <translation>{0}（{1} / {2}）</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>第 {0} 轮</translation>
    </message>
    <message>
        <source>sample {0} of {1}</source>
        <translation>样本 {0} / {1}</translation>
    </message>
    <message>
        <source>batch {0} of {1}</source>
        <translation>第 {0} / {1} 批</translation>
    </message>
</context>
<context>
    <name>SurfaceView</name>
    <message>
        <source>Output over the input plane</source>
        <translation>输入平面上的输出</translation>
    </message>
    <message>
        <source>Colour: the network&apos;s output for every input. Circles: the data, in the colour of its target; squares: what is held apart.
While paused, a ring marks the samples of a smaller batch. Point at the map to read a value, press to probe it: the canvas then shows the forward pass of that input.
Tab, then the arrow keys and Return, do the same; Esc ends it.</source>
        <translation>颜色：网络对每个输入的输出。圆圈：数据点，颜色为其目标值；方块：留出的数据。
暂停时，若一批不是全部数据，圆环标出其中的样本。将鼠标移到图上可读数，按下则探测：画布随即显示那个输入的前向传播。
按 Tab 后用方向键和回车也可以；Esc 结束探测。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>{0}, unit {1}</source>
        <translation>{0}，神经元 {1}</translation>
    </message>
    <message>
        <source>learned: {0}</source>
        <translation>学过的：{0}</translation>
    </message>
    <message>
        <source>held apart: {0}</source>
        <translation>留出的：{0}</translation>
    </message>
    <message>
        <source>{0} {1}, {2} {3} → {4} {5}</source>
        <translation>{0} {1}，{2} {3} → {4} {5}</translation>
    </message>
    <message>
        <source>sample {0} of {1}, target {2}</source>
        <translation>样本 {0} / {1}，目标 {2}</translation>
    </message>
    <message>
        <source>held apart: sample {0} of {1}, target {2}</source>
        <translation>留出的样本 {0} / {1}，目标 {2}</translation>
    </message>
</context>
<context>
    <name>TensorDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>sets the selected cells, or all if none is selected</source>
        <translation>设置选中的单元格；若未选中则设置全部</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>sets cells to the numbers on the clipboard, from the selected cell on</source>
        <translation>从选中的单元格起，用剪贴板上的数设置单元格</translation>
    </message>
    <message>
        <source>Copy All</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>copies every number in full precision, cells parted by tabs</source>
        <translation>以完整精度复制全部数字，单元格之间用制表符分隔</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>{0} numbers</source>
        <translation>{0} 个数</translation>
    </message>
</context>
<context>
    <name>TensorView</name>
    <message>
        <source>{0} before</source>
        <translation>{0}（更新前）</translation>
    </message>
    <message>
        <source>{0} after</source>
        <translation>{0}（更新后）</translation>
    </message>
    <message>
        <source>Show by itself…</source>
        <translation>单独显示…</translation>
    </message>
    <message>
        <source>a click shows this tensor by itself, with all its figures</source>
        <translation>单击单独显示此张量及其全部数字</translation>
    </message>
    <message>
        <source>where the colours of this tensor are strongest</source>
        <translation>此张量的颜色在何值处达到最深</translation>
    </message>
</context>
<context>
    <name>ThumbnailSwitch</name>
    <message>
        <source>Thumbnails</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>Thumbnails: every unit shows what it gives all over the input plane, by the weights of
now, in the colours of Y. Point at one and the large plane shows that unit.</source>
        <translation>缩略图：每个单元显示它按当前权重在整个输入平面上给出的值，
颜色与 Y 相同。指向一个缩略图，大平面就显示那个单元。</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>before the first operation of the run</source>
        <translation>训练的第一个运算之前</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>sample {0} of {1}</source>
        <translation>样本 {0} / {1}</translation>
    </message>
    <message>
        <source>batch {0} of {1}</source>
        <translation>第 {0} / {1} 批</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>第 {0} 轮</translation>
    </message>
    <message>
        <source>pass {0}</source>
        <translation>第 {0} 次传播</translation>
    </message>
    <message>
        <source>set by hand: {0}</source>
        <translation>手动改动：{0}</translation>
    </message>
    <message>
        <source>operation {0} of {1}</source>
        <translation>运算 {0} / {1}</translation>
    </message>
    <message>
        <source>formula {0} of {1}</source>
        <translation>公式 {0} / {1}</translation>
    </message>
    <message>
        <source>{0} operations</source>
        <translation>{0} 个运算</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>One pass</source>
        <translation>一次传播</translation>
    </message>
    <message>
        <source>timeline of one pass</source>
        <translation>一次传播的时间线</translation>
    </message>
    <message>
        <source>where this pass stands in the whole run</source>
        <translation>这次传播在整个训练中的位置</translation>
    </message>
    <message>
        <source>how many operations of this pass have run</source>
        <translation>本次传播已执行了多少个运算</translation>
    </message>
    <message>
        <source>what was changed by hand in this pass, to take it back</source>
        <translation>本次传播中手动改动的内容，可在此撤回</translation>
    </message>
    <message>
        <source>the four parts of a pass, in their colours</source>
        <translation>一次传播的四个部分及其颜色</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>op</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>传播</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Step by formula: an operation has one for each tensor that it gives</source>
        <translation>按公式单步：运算每得出一个张量，就有一个公式</translation>
    </message>
    <message>
        <source>Step by operation</source>
        <translation>按运算单步</translation>
    </message>
    <message>
        <source>Step by layer with its activation</source>
        <translation>按层（连同激活函数）单步</translation>
    </message>
    <message>
        <source>Step by whole pass</source>
        <translation>按一次传播单步</translation>
    </message>
    <message>
        <source>Step by epoch</source>
        <translation>按轮单步</translation>
    </message>
    <message>
        <source>Show what the tool bar has no room for</source>
        <translation>显示工具栏放不下的内容</translation>
    </message>
    <message>
        <source>step by</source>
        <translation>每步</translation>
    </message>
    <message>
        <source>How far the step buttons and their keys go</source>
        <translation>单步按钮及其按键每次前进的幅度</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>The update moves each weight by its gradient times this</source>
        <translation>更新时，每个权重移动“梯度 × 此数”</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The first weights are drawn from this number</source>
        <translation>初始权重由此数抽取而来</translation>
    </message>
    <message>
        <source>first weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>The distribution that the first weights are drawn from</source>
        <translation>抽取初始权重所用的分布</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>From slow motion to as fast as the machine goes</source>
        <translation>从慢动作到机器的最快速度</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>How many epochs are complete</source>
        <translation>已完成多少轮</translation>
    </message>
    <message>
        <source>mean loss</source>
        <translation>平均损失</translation>
    </message>
    <message>
        <source>The mean E of the last complete epoch</source>
        <translation>最近一个完整轮次的平均 E</translation>
    </message>
    <message>
        <source>passes/s</source>
        <translation>传播/秒</translation>
    </message>
    <message>
        <source>How many passes a second, measured</source>
        <translation>实测的每秒传播次数</translation>
    </message>
    <message>
        <source>flat out</source>
        <translation>全速</translation>
    </message>
    <message>
        <source>{0} op/s</source>
        <translation>{0} 运算/秒</translation>
    </message>
    <message>
        <source>{0} pass/s</source>
        <translation>{0} 传播/秒</translation>
    </message>
</context>
<context>
    <name>UnsavedQuestion</name>
    <message>
        <source>Unsaved Changes</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <source>Save the changes to “{0}”?</source>
        <translation>要保存对“{0}”的更改吗？</translation>
    </message>
    <message>
        <source>Otherwise they are lost.</source>
        <translation>否则这些更改将丢失。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Don&apos;t Save</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>UpdateBox</name>
    <message>
        <source>ΔE measured {0}</source>
        <translation>实测 ΔE {0}</translation>
    </message>
    <message>
        <source>the gradients of all weights, each times the step of its weight: {0}</source>
        <translation>所有权重的梯度各乘以该权重的步长，再相加：{0}</translation>
    </message>
    <message>
        <source>gradient · Δ {0}</source>
        <translation>梯度 · Δ {0}</translation>
    </message>
    <message>
        <source>The same batch once more, with the weights that the update of this pass left</source>
        <translation>同一批样本再算一次，用的是这次传播更新之后的权重</translation>
    </message>
    <message>
        <source>AFTER THE UPDATE</source>
        <translation>更新之后</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>WeightCard</name>
    <message>
        <source>Training is running. Pause to see where the gradient of a weight comes from.</source>
        <translation>正在训练。暂停后可查看权重的梯度从何而来。</translation>
    </message>
    <message>
        <source>Click a connection, or the short line of a bias, or choose a weight here.</source>
        <translation>点击图中的一条连线，或偏置的短线，或在此选择一个权重。</translation>
    </message>
    <message>
        <source>Working it out …</source>
        <translation>正在计算……</translation>
    </message>
    <message>
        <source>The card of one weight</source>
        <translation>权重的卡片</translation>
    </message>
</context>
<context>
    <name>WeightSliders</name>
    <message>
        <source>Moves {0}</source>
        <translation>移动 {0}</translation>
    </message>
</context>
<context>
    <name>WeightsBox</name>
    <message>
        <source>the {0} strongest of {1}</source>
        <translation>{1} 个中最强的 {0} 个</translation>
    </message>
    <message>
        <source>It has no weights of its own.</source>
        <translation>它没有自己的权重。</translation>
    </message>
    <message>
        <source>No weight is multiplied by it.</source>
        <translation>没有权重与它相乘。</translation>
    </message>
    <message>
        <source>WEIGHTS INTO IT</source>
        <translation>进入它的权重</translation>
    </message>
    <message>
        <source>WEIGHTS OUT OF IT</source>
        <translation>从它出去的权重</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>not computed yet in this pass</source>
        <translation>本次传播中尚未计算</translation>
    </message>
    <message>
        <source>Click: open the card of this weight</source>
        <translation>点击：打开这个权重的卡片</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>See how a neural network learns: every number on the screen is the number it used.</source>
        <translation>看神经网络如何学习：屏幕上的每个数字，都是它真正用到的数字。</translation>
    </message>
    <message>
        <source>Opened or saved last</source>
        <translation>最近打开或保存</translation>
    </message>
    <message>
        <source>New Network…</source>
        <translation>新建网络…</translation>
    </message>
    <message>
        <source>Choose data and build a network of your own</source>
        <translation>选择数据，搭建自己的网络</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open a document that was saved</source>
        <translation>打开保存过的文档</translation>
    </message>
    <message>
        <source>Open Data…</source>
        <translation>打开数据…</translation>
    </message>
    <message>
        <source>Learn from a table, arrays or images of your own</source>
        <translation>用自己的表格、数组或图像来学习</translation>
    </message>
    <message>
        <source>User Guide</source>
        <translation>用户指南</translation>
    </message>
    <message>
        <source>What each part of the window is for, with pictures</source>
        <translation>窗口各部分的用途，配有图片</translation>
    </message>
    <message>
        <source>Show this page at every start</source>
        <translation>每次启动时显示此页</translation>
    </message>
    <message>
        <source>The Help menu always leads here</source>
        <translation>随时可以从“帮助”菜单回到这里</translation>
    </message>
</context>
<context>
    <name>_TitleBar</name>
    <message>
        <source>Detach this panel, or put it back</source>
        <translation>将此面板拆出，或放回原处</translation>
    </message>
    <message>
        <source>Close this panel; the View menu brings it back</source>
        <translation>关闭此面板；可从“视图”菜单重新打开</translation>
    </message>
</context>
<context>
    <name>nn</name>
    <message>
        <source>0 where the right answer was given the whole share, more the less it was given</source>
        <translation>正确答案得到全部份额时为 0，得到的份额越少，值越大</translation>
    </message>
    <message>
        <source>0 where the true class was given the whole share, more the less it was given</source>
        <translation>真实类别得到全部份额时为 0，得到的份额越少，值越大</translation>
    </message>
    <message>
        <source>Article A</source>
        <translation>文章 A</translation>
    </message>
    <message>
        <source>Glorot</source>
        <translation>Glorot</translation>
    </message>
    <message>
        <source>He</source>
        <translation>He</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation>正交</translation>
    </message>
    <message>
        <source>Uniform ±0.5</source>
        <translation>均匀 ±0.5</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>a bias feeds every place of its channel, so it takes the blame of all of them</source>
        <translation>偏置加到其通道的每个位置，所以它承担所有位置的误差之和</translation>
    </message>
    <message>
        <source>a bias feeds its unit directly, so it takes the unit&apos;s blame, added over the batch</source>
        <translation>偏置直接加到神经元上，所以它承担该神经元的误差，并对整批求和</translation>
    </message>
    <message>
        <source>a cell is blamed by its weight, whatever it holds</source>
        <translation>每个单元按自身的权重受责，与其取值无关</translation>
    </message>
    <message>
        <source>a fading mean of the gradients: which way it has gone down of late</source>
        <translation>梯度的衰减平均：最近一段时间下降的方向</translation>
    </message>
    <message>
        <source>a fading mean of the squared gradients: how steep it has been of late</source>
        <translation>梯度平方的衰减平均：最近一段时间有多陡</translation>
    </message>
    <message>
        <source>a pixel is blamed by every window it was seen in, through the weight it met there</source>
        <translation>一个像素从每个看到它的窗口分到误差，比例是它在那里遇到的权重</translation>
    </message>
    <message>
        <source>a prediction is pushed towards the right answer, the harder the surer it was of the other</source>
        <translation>预测被推向正确答案；越确信错误答案，推力越大</translation>
    </message>
    <message>
        <source>a random share of the values becomes 0, the others grow to make up for it</source>
        <translation>随机的一部分值变为 0，其余的相应放大以作补偿</translation>
    </message>
    <message>
        <source>a scale is blamed by (the normalised value) × (the error there), added up</source>
        <translation>缩放系数分到的误差 =（归一化后的值）×（该处误差）之和</translation>
    </message>
    <message>
        <source>a shift moves every value of its feature alike, so it takes the error of all of them</source>
        <translation>平移量同样地移动其特征的每个值，所以它承担所有这些值的误差</translation>
    </message>
    <message>
        <source>a small number that keeps from dividing by 0</source>
        <translation>防止除以 0 的小数</translation>
    </message>
    <message>
        <source>a step is flat on both sides, so no error passes and nothing before it learns</source>
        <translation>阶跃两侧都是平的，误差无法通过，它之前的部分什么也学不到</translation>
    </message>
    <message>
        <source>a weight is blamed by (the pixel it met) × (the error there), added over all windows</source>
        <translation>权重分到的误差 =（它遇到的像素）×（该处误差），对所有窗口求和</translation>
    </message>
    <message>
        <source>a window of the image times the kernel, cell by cell, added up, and the bias</source>
        <translation>图像窗口与卷积核逐格相乘后相加，再加上偏置</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>after how many passes the schedule lowers the rate</source>
        <translation>多少次传播后按计划降低学习率</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>α</translation>
    </message>
    <message>
        <source>an input is blamed by every unit it fed, through the weight that joined them</source>
        <translation>输入喂给了哪些神经元，就从哪些神经元分到误差，比例是相连的权重</translation>
    </message>
    <message>
        <source>and</source>
        <translation>与（AND）</translation>
    </message>
    <message>
        <source>as one share can only grow when others shrink, each is blamed for what it is blamed more than the average</source>
        <translation>一个份额增大时其他份额必然减小，所以每个只承担超出平均的那部分误差</translation>
    </message>
    <message>
        <source>at most a quarter of the error passes: the curve is never steeper than 1/4</source>
        <translation>最多只有四分之一的误差能通过：曲线的斜率从不超过 1/4</translation>
    </message>
    <message>
        <source>beta1</source>
        <translation>β₁</translation>
    </message>
    <message>
        <source>beta2</source>
        <translation>β₂</translation>
    </message>
    <message>
        <source>by how many pixels the kernel moves on</source>
        <translation>卷积核每次移动多少像素</translation>
    </message>
    <message>
        <source>by how many pixels the window moves on</source>
        <translation>窗口每次移动多少像素</translation>
    </message>
    <message>
        <source>by how much each prediction misses a margin of 1 on the right side, averaged</source>
        <translation>各预测距正确一侧间隔 1 还差多少，取平均</translation>
    </message>
    <message>
        <source>by how much the schedule lowers the rate</source>
        <translation>按计划每次把学习率降低到几分之几</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>通道数</translation>
    </message>
    <message>
        <source>circle</source>
        <translation>圆</translation>
    </message>
    <message>
        <source>clip norm</source>
        <translation>范数裁剪</translation>
    </message>
    <message>
        <source>clip value</source>
        <translation>数值裁剪</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>小数位数</translation>
    </message>
    <message>
        <source>each cell is pushed back by as much as it is off, shared out over the n cells</source>
        <translation>每个数被推回，大小为它的偏差，再由 n 个数均摊</translation>
    </message>
    <message>
        <source>each cell is pushed back equally hard, however far it is off</source>
        <translation>无论偏多远，每个数都以同样的力被推回</translation>
    </message>
    <message>
        <source>each feature is given a scale and a shift of its own, which are learned</source>
        <translation>每个特征有自己的缩放和平移，二者都由学习得到</translation>
    </message>
    <message>
        <source>each gradient goes back to the place its value came from</source>
        <translation>每个梯度回到其值原来的位置</translation>
    </message>
    <message>
        <source>each output is pushed back by as much as its share is off</source>
        <translation>每个输出被推回，大小为其份额的偏差</translation>
    </message>
    <message>
        <source>each parameter follows its mean gradient, measured by how large gradients usually are</source>
        <translation>每个参数沿平均梯度移动，并按梯度通常的大小来衡量</translation>
    </message>
    <message>
        <source>each parameter moves against its gradient, by gradient × learning rate</source>
        <translation>每个参数沿梯度的反方向移动“梯度 × 学习率”</translation>
    </message>
    <message>
        <source>each parameter moves against its gradient, measured by how large it usually is</source>
        <translation>每个参数沿梯度反方向移动，并按梯度通常的大小来衡量</translation>
    </message>
    <message>
        <source>each parameter moves against its velocity, by velocity × learning rate</source>
        <translation>每个参数沿速度的反方向移动“速度 × 学习率”</translation>
    </message>
    <message>
        <source>each parameter moves as its velocity will be after one more push by the same gradient</source>
        <translation>每个参数按照再受同一梯度推动一次之后的速度来移动</translation>
    </message>
    <message>
        <source>each parameter shrinks a little, then follows its mean gradient as Adam has it</source>
        <translation>每个参数先缩小一点，再像 Adam 那样沿平均梯度移动</translation>
    </message>
    <message>
        <source>each unit adds up its inputs, each times its weight, and its bias</source>
        <translation>每个神经元把输入乘以各自的权重后相加，再加上偏置</translation>
    </message>
    <message>
        <source>each value becomes its share of the whole; the shares of a sample add up to 1</source>
        <translation>每个值变成它在总体中的份额；一个样本的份额之和为 1</translation>
    </message>
    <message>
        <source>each value is kept in the share of a bell curve that lies below it</source>
        <translation>每个值保留的比例，是钟形曲线位于它之下的部分</translation>
    </message>
    <message>
        <source>each value is kept in the share that its own sigmoid gives</source>
        <translation>每个值保留的比例由它自己的 sigmoid 给出</translation>
    </message>
    <message>
        <source>each value is squeezed between 0 and 1</source>
        <translation>每个值被压缩到 0 与 1 之间</translation>
    </message>
    <message>
        <source>each value is squeezed between −1 and 1</source>
        <translation>每个值被压缩到 −1 与 1 之间</translation>
    </message>
    <message>
        <source>each weight is blamed by (its input) × (the error its unit is blamed for)</source>
        <translation>每个权重分到的误差 =（它的输入）×（它的神经元所承担的误差）</translation>
    </message>
    <message>
        <source>eps</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>epsilon</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>every feature is brought to mean 0 and variance 1</source>
        <translation>每个特征被调整为均值 0、方差 1</translation>
    </message>
    <message>
        <source>every pixel of a window takes an equal share of its error</source>
        <translation>窗口的每个像素均分其误差</translation>
    </message>
    <message>
        <source>every sample is brought to mean 0 and variance 1</source>
        <translation>每个样本被调整为均值 0、方差 1</translation>
    </message>
    <message>
        <source>everything 0, so that units stay alike</source>
        <translation>全部为 0，因此各神经元始终相同</translation>
    </message>
    <message>
        <source>gaussians</source>
        <translation>高斯点云</translation>
    </message>
    <message>
        <source>height and width of a kernel in pixels</source>
        <translation>卷积核的高和宽（像素）</translation>
    </message>
    <message>
        <source>height and width of a window in pixels</source>
        <translation>窗口的高和宽（像素）</translation>
    </message>
    <message>
        <source>how far a feature spreads around its mean over the batch</source>
        <translation>一个特征在本批中围绕均值的离散程度</translation>
    </message>
    <message>
        <source>how far below 0 the floor lies</source>
        <translation>下限低于 0 多少</translation>
    </message>
    <message>
        <source>how far the features of a sample spread around their mean</source>
        <translation>一个样本的各特征围绕均值的离散程度</translation>
    </message>
    <message>
        <source>how far the points are scattered</source>
        <translation>点散开多远</translation>
    </message>
    <message>
        <source>how far the prediction is from the target, averaged over all n cells</source>
        <translation>预测与目标的差距，对全部 n 个数取平均</translation>
    </message>
    <message>
        <source>how far the prediction is from the target, squared, averaged over all n cells</source>
        <translation>预测与目标之差的平方，对全部 n 个数取平均</translation>
    </message>
    <message>
        <source>how far the prediction is from the target, squared, half the average over all n cells</source>
        <translation>预测与目标之差的平方，对全部 n 个数取平均后的一半</translation>
    </message>
    <message>
        <source>how hard parameters are pulled to 0</source>
        <translation>参数被拉向 0 的力度</translation>
    </message>
    <message>
        <source>how likely a value is switched off (below 1)</source>
        <translation>一个值被关闭的概率（小于 1）</translation>
    </message>
    <message>
        <source>how long a step is</source>
        <translation>每一步有多长</translation>
    </message>
    <message>
        <source>how many cells hold it</source>
        <translation>有几个格子存放它</translation>
    </message>
    <message>
        <source>how many images are learned from</source>
        <translation>用多少张图像学习</translation>
    </message>
    <message>
        <source>how many kernels, each giving an image of its own</source>
        <translation>卷积核的个数，每个给出一幅图像</translation>
    </message>
    <message>
        <source>how many outputs the layer has</source>
        <translation>该层有多少个输出</translation>
    </message>
    <message>
        <source>how many points there are in all</source>
        <translation>一共有多少个点</translation>
    </message>
    <message>
        <source>how much of the running mean stays (below 1)</source>
        <translation>滑动平均保留多少（小于 1）</translation>
    </message>
    <message>
        <source>how sure the network is of yes, from 0 to 1</source>
        <translation>网络对“是”有多确信，从 0 到 1</translation>
    </message>
    <message>
        <source>how the rate goes in time</source>
        <translation>学习率随时间如何变化</translation>
    </message>
    <message>
        <source>keeps the division away from 0</source>
        <translation>使除数远离 0</translation>
    </message>
    <message>
        <source>kernel size</source>
        <translation>核大小</translation>
    </message>
    <message>
        <source>large values pass nearly unchanged, the others come close to 0 and never reach it</source>
        <translation>大的值几乎原样通过，其余的接近 0 但不会到达 0</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>moons</source>
        <translation>双月</translation>
    </message>
    <message>
        <source>nand</source>
        <translation>与非（NAND）</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>nor</source>
        <translation>或非（NOR）</translation>
    </message>
    <message>
        <source>normal with variance 2 / inputs; biases 0</source>
        <translation>正态分布，方差 2 / 输入数；偏置为 0</translation>
    </message>
    <message>
        <source>normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>of each window only the largest value goes on</source>
        <translation>每个窗口只有最大值继续向前</translation>
    </message>
    <message>
        <source>of each window the mean of all its values goes on</source>
        <translation>每个窗口中所有值的平均继续向前</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或（OR）</translation>
    </message>
    <message>
        <source>over how many passes the rate first grows</source>
        <translation>学习率最初在多少次传播内逐渐增大</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>points</source>
        <translation>点数</translation>
    </message>
    <message>
        <source>pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>positive values pass unchanged, negative ones bend towards the floor −α</source>
        <translation>正值原样通过，负值弯向下限 −α</translation>
    </message>
    <message>
        <source>positive values pass unchanged, of the others a small share</source>
        <translation>正值原样通过，其余只通过一小部分</translation>
    </message>
    <message>
        <source>positive values pass unchanged, the others become 0</source>
        <translation>正值原样通过，其余变为 0</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>比率</translation>
    </message>
    <message>
        <source>regularisation</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>same</source>
        <translation>补零保持大小</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>学习率计划</translation>
    </message>
    <message>
        <source>schedule factor</source>
        <translation>计划系数</translation>
    </message>
    <message>
        <source>schedule passes</source>
        <translation>计划传播次数</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>sine</source>
        <translation>正弦</translation>
    </message>
    <message>
        <source>slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>spiral</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>step</source>
        <translation>阶跃</translation>
    </message>
    <message>
        <source>stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <source>test share</source>
        <translation>测试份额</translation>
    </message>
    <message>
        <source>the error goes back to the pixel that was the largest, and to no other</source>
        <translation>误差只回到曾是最大值的那个像素</translation>
    </message>
    <message>
        <source>the error loses what would only move the mean or the spread, since both are taken out</source>
        <translation>误差中只会改变均值或离散程度的部分被去掉，因为二者已被消除</translation>
    </message>
    <message>
        <source>the error passes above 0, fades out below, and turns round where the curve dips</source>
        <translation>0 以上误差通过，以下逐渐消失，在曲线下凹处反向</translation>
    </message>
    <message>
        <source>the error passes in a share from 0 to 1: the sigmoid of the value</source>
        <translation>误差按 0 到 1 的比例通过：该值的 sigmoid</translation>
    </message>
    <message>
        <source>the error passes only where the value passed</source>
        <translation>只有数值通过的地方，误差才通过</translation>
    </message>
    <message>
        <source>the error passes only where the value passed, and grows as the value did</source>
        <translation>只有数值通过的地方误差才通过，并像数值一样放大</translation>
    </message>
    <message>
        <source>the error passes where the curve is steep and is lost where it is flat</source>
        <translation>曲线陡处误差通过，平处误差消失</translation>
    </message>
    <message>
        <source>the error passes whole above 0, and fades out the further the value lies below</source>
        <translation>0 以上误差全部通过，值越低于 0，误差消失得越多</translation>
    </message>
    <message>
        <source>the error passes whole where the value did, and elsewhere in the same small share</source>
        <translation>数值全部通过处误差也全部通过，其余处按同样的小比例通过</translation>
    </message>
    <message>
        <source>the first input gets the error as it is</source>
        <translation>第一个输入原样得到误差</translation>
    </message>
    <message>
        <source>the first input is blamed by (the second) × (the error)</source>
        <translation>第一个输入分到的误差 =（第二个输入）×（误差）</translation>
    </message>
    <message>
        <source>the further the prediction is off, the harder it is pushed back</source>
        <translation>预测偏得越远，被推回的力越大</translation>
    </message>
    <message>
        <source>the largest gradient of one parameter; 0 for any</source>
        <translation>单个参数梯度的最大值；0 表示不限</translation>
    </message>
    <message>
        <source>the logarithm of each share, worked out without dividing, so that none gets lost</source>
        <translation>每个份额的对数，不用除法求得，因此不会丢失</translation>
    </message>
    <message>
        <source>the longest gradient of all parameters; 0 for any</source>
        <translation>全部参数梯度的最大长度；0 表示不限</translation>
    </message>
    <message>
        <source>the mean of a feature over the batch</source>
        <translation>一个特征在本批中的均值</translation>
    </message>
    <message>
        <source>the mean of the features of a sample</source>
        <translation>一个样本各特征的均值</translation>
    </message>
    <message>
        <source>the number</source>
        <translation>这个数</translation>
    </message>
    <message>
        <source>the same number for every sample</source>
        <translation>每个样本都是同一个数</translation>
    </message>
    <message>
        <source>the second input gets the same error as the first</source>
        <translation>第二个输入得到与第一个相同的误差</translation>
    </message>
    <message>
        <source>the second input is blamed by (the first) × (the error)</source>
        <translation>第二个输入分到的误差 =（第一个输入）×（误差）</translation>
    </message>
    <message>
        <source>the share of a negative value that passes</source>
        <translation>负值通过的比例</translation>
    </message>
    <message>
        <source>the share of its velocity that a parameter keeps</source>
        <translation>参数保留其速度的比例</translation>
    </message>
    <message>
        <source>the share of points held apart for tests</source>
        <translation>留作测试的点所占份额</translation>
    </message>
    <message>
        <source>the share of the mean gradient that is kept</source>
        <translation>平均梯度保留的比例</translation>
    </message>
    <message>
        <source>the share of the mean square that is kept</source>
        <translation>平方平均保留的比例</translation>
    </message>
    <message>
        <source>the share of the old mean that is kept</source>
        <translation>旧平均值保留的比例</translation>
    </message>
    <message>
        <source>the share of the true class is pushed up, the harder the smaller it is</source>
        <translation>真实类别的份额被推高；份额越小，推力越大</translation>
    </message>
    <message>
        <source>the shares themselves: how sure the network is of each class</source>
        <translation>份额本身：网络对每个类别有多确信</translation>
    </message>
    <message>
        <source>the two values at the same place are added</source>
        <translation>同一位置的两个值相加</translation>
    </message>
    <message>
        <source>the two values at the same place are multiplied</source>
        <translation>同一位置的两个值相乘</translation>
    </message>
    <message>
        <source>the value above which the answer is 1</source>
        <translation>超过此值时答案为 1</translation>
    </message>
    <message>
        <source>the values of a sample stand in one row, unchanged</source>
        <translation>一个样本的所有值排成一行，数值不变</translation>
    </message>
    <message>
        <source>the velocity keeps a share μ of itself and takes in the new gradient</source>
        <translation>速度保留自身的 μ 倍，并加入新的梯度</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>uniform in ±√(6 / (inputs + outputs)); biases 0</source>
        <translation>在 ±√(6 / (输入数 + 输出数)) 内均匀分布；偏置为 0</translation>
    </message>
    <message>
        <source>units</source>
        <translation>神经元数</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>不补零</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>warm up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>weights and biases uniform in [−0.5, 0.5)</source>
        <translation>权重和偏置在 [−0.5, 0.5) 内均匀分布</translation>
    </message>
    <message>
        <source>weights and biases uniform in [−0.5, 0.5), numpy&apos;s legacy RandomState, W before B</source>
        <translation>权重和偏置在 [−0.5, 0.5) 内均匀分布，用 numpy 旧式 RandomState，先 W 后 B</translation>
    </message>
    <message>
        <source>weights of length 1 at right angles to each other (Saxe 2014); biases 0</source>
        <translation>权重长度为 1 且互相垂直（Saxe 2014）；偏置为 0</translation>
    </message>
    <message>
        <source>what misses the margin is pushed towards its side, the rest is left alone</source>
        <translation>未达到间隔的被推向其一侧，其余不动</translation>
    </message>
    <message>
        <source>what the network gives, each cell as often as its weight says</source>
        <translation>网络的输出，各单元按其权重计入</translation>
    </message>
    <message>
        <source>what the points are drawn from</source>
        <translation>点由什么抽取</translation>
    </message>
    <message>
        <source>where F is 1 it is frozen and stays as it is; elsewhere it moves as always</source>
        <translation>F 为 1 处被冻结，保持不变；其余处照常更新</translation>
    </message>
    <message>
        <source>where the random masks begin</source>
        <translation>随机掩码从哪里开始</translation>
    </message>
    <message>
        <source>whether zeros surround the image</source>
        <translation>图像四周是否补零</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>xnor</source>
        <translation>同或（XNOR）</translation>
    </message>
    <message>
        <source>xor</source>
        <translation>异或（XOR）</translation>
    </message>
    <message>
        <source>yes (1) above the threshold, no (0) otherwise</source>
        <translation>超过阈值为是（1），否则为否（0）</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>**The data.** The same samples in the same order. Images have their channels first.</source>
        <translation>**数据。** 同样的样本，同样的顺序。图像的通道在前。</translation>
    </message>
    <message>
        <source>**The loss.** It says how far the outputs are from the targets, as one number E.</source>
        <translation>**损失。** 用一个数 E 表示输出离目标有多远。</translation>
    </message>
    <message>
        <source>**The network.** Its layers have the names they have in nnviz, and `forward` goes through them in the same order. The weights come from the file beside this notebook.</source>
        <translation>**网络。** 各层的名字与 nnviz 中相同，`forward` 也按同样的顺序经过它们。权重来自笔记本旁边的文件。</translation>
    </message>
    <message>
        <source>**The optimizer.** It moves every weight against its gradient.</source>
        <translation>**优化器。** 它让每个权重沿梯度的反方向移动。</translation>
    </message>
    <message>
        <source>**The order of the samples.** The same as in nnviz, so that every pass meets the same batch. Where several processes train together, each takes its share of a batch.</source>
        <translation>**样本的顺序。** 与 nnviz 相同，所以每次传播遇到的是同一批样本。几个进程一起训练时，各取一批中的一份。</translation>
    </message>
    <message>
        <source>**The training.** Forward, loss, backward, update: the same four steps for every batch.</source>
        <translation>**训练。** 前向、损失、反向、更新：每一批都是这四步。</translation>
    </message>
    <message>
        <source>**Try it.** These are the errors that nnviz will show for its next ten passes.</source>
        <translation>**试一试。** 这些就是 nnviz 接下来十次传播会显示的误差。</translation>
    </message>
    <message>
        <source>**What is needed.** PyTorch, NumPy and safetensors. Numbers are in double precision, as in nnviz.</source>
        <translation>**需要什么。** PyTorch、NumPy 和 safetensors。数字用双精度，与 nnviz 相同。</translation>
    </message>
    <message>
        <source>**What the network gives** when nothing is being trained.</source>
        <translation>**网络的输出**，在不训练的时候。</translation>
    </message>
    <message>
        <source>And these are the outputs that nnviz shows now.</source>
        <translation>这些就是 nnviz 现在显示的输出。</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>E no longer follows from the weights alone; undo what was set in a Y first</source>
        <translation>E 不再仅由权重决定；请先撤销对 Y 的改动</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>The network as it stood in nnviz after {0} passes, written in PyTorch.</source>
        <translation>nnviz 中经过 {0} 次传播之后的网络，用 PyTorch 写成。</translation>
    </message>
    <message>
        <source>The process that trains has ended by itself; what was open has been opened anew</source>
        <translation>负责训练的进程已自行终止；先前打开的内容已重新打开</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>What is given</source>
        <translation>已知</translation>
    </message>
    <message>
        <source>Work the pass out and fill in the blanks, task by task. Numbers are rounded to four digits, so the last digit may differ by a little.</source>
        <translation>逐题算出这次传播，把空格填上。数字保留四位有效数字，所以最后一位可能略有出入。</translation>
    </message>
    <message>
        <source>a batch needs at least one sample, given 0</source>
        <translation>一个批次至少需要一个样本，给出的是 0 个</translation>
    </message>
    <message>
        <source>a comma cannot be both the decimal mark and what parts the cells</source>
        <translation>逗号不能既是小数点又是分隔符</translation>
    </message>
    <message>
        <source>a feature can be given once only</source>
        <translation>同一个特征只能给出一次</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>有限的数</translation>
    </message>
    <message>
        <source>a network needs at least one feature, given none</source>
        <translation>网络至少需要一个特征，却一个也没有给出</translation>
    </message>
    <message>
        <source>a network needs at least one input, given none</source>
        <translation>网络至少需要一个输入，但没有给出</translation>
    </message>
    <message>
        <source>a network needs at least one layer, given none</source>
        <translation>网络至少需要一层，但没有给出</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>a value is missing; fill it in, leave the column out or skip such rows</source>
        <translation>缺一个值；请补上、不用这一列，或略过这样的行</translation>
    </message>
    <message>
        <source>a variance is below 0</source>
        <translation>有方差小于 0</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>activation {0!r} is unknown; allowed: {1}</source>
        <translation>未知的激活函数 {0!r}；可用：{1}</translation>
    </message>
    <message>
        <source>after a value that is not finite, rewind before anything is set</source>
        <translation>出现非有限值之后，请先退回，再设置数值</translation>
    </message>
    <message>
        <source>backward needs a forward before it</source>
        <translation>反向传播之前必须先进行前向传播</translation>
    </message>
    <message>
        <source>batch size must be a whole number of at least 1, given {0!r}</source>
        <translation>批次大小必须是不小于 1 的整数，给出的是 {0!r}</translation>
    </message>
    <message>
        <source>both networks have to learn from the same batches</source>
        <translation>两个网络必须从相同的批次中学习</translation>
    </message>
    <message>
        <source>choose at least one column as target</source>
        <translation>请至少选一列作为目标</translation>
    </message>
    <message>
        <source>choose one column of categories as target, or only columns of numbers</source>
        <translation>目标请选一列类别，或者只选数值列</translation>
    </message>
    <message>
        <source>column “{0}” cannot be both input and target</source>
        <translation>列“{0}”不能既是输入又是目标</translation>
    </message>
    <message>
        <source>dataset {0!r} is unknown; allowed: {1}</source>
        <translation>未知的数据集 {0!r}；可用的有：{1}</translation>
    </message>
    <message>
        <source>extent must be two numbers, the second the larger, given {0!r}</source>
        <translation>extent 必须是两个数，第二个较大，给出的是 {0!r}</translation>
    </message>
    <message>
        <source>feature {0!r} is unknown; allowed: {1}</source>
        <translation>没有特征 {0!r}；可用：{1}</translation>
    </message>
    <message>
        <source>features can be chosen of data with two inputs only</source>
        <translation>只有两个输入的数据才能选择特征</translation>
    </message>
    <message>
        <source>gate {0!r} is unknown; allowed: {1}</source>
        <translation>未知的逻辑门 {0!r}；可用的有：{1}</translation>
    </message>
    <message>
        <source>given</source>
        <translation>已知</translation>
    </message>
    <message>
        <source>has the shape {0}, which is none</source>
        <translation>形状为 {0}，不是有效的形状</translation>
    </message>
    <message>
        <source>has {0} bytes, at most {1} are read; raise the limit or store less</source>
        <translation>有 {0} 字节，最多读 {1} 字节；请提高上限或少存一些</translation>
    </message>
    <message>
        <source>holds Python objects, which are never read; save it as numbers or texts</source>
        <translation>含有 Python 对象，这类内容从不读取；请存成数值或文字</translation>
    </message>
    <message>
        <source>holds {0}, expected numbers or texts</source>
        <translation>内容是 {0}，应为数值或文字</translation>
    </message>
    <message>
        <source>how the loss {0} is written in PyTorch is not known</source>
        <translation>不知道损失 {0} 在 PyTorch 中怎么写</translation>
    </message>
    <message>
        <source>how the optimizer {0} is written in PyTorch is not known</source>
        <translation>不知道优化器 {0} 在 PyTorch 中怎么写</translation>
    </message>
    <message>
        <source>initializer {0!r} is unknown; allowed: {1}</source>
        <translation>未知的初始化方法 {0!r}；可用的有：{1}</translation>
    </message>
    <message>
        <source>input {0} is missing</source>
        <translation>缺少输入 {0}</translation>
    </message>
    <message>
        <source>input {0} is not connected yet</source>
        <translation>输入 {0} 还没有连接</translation>
    </message>
    <message>
        <source>input {0} must be a constant</source>
        <translation>输入 {0} 必须是常量</translation>
    </message>
    <message>
        <source>input {0} must come from a layer, and is a constant</source>
        <translation>输入 {0} 必须来自某一层，而它是常量</translation>
    </message>
    <message>
        <source>is no numpy array: {0}</source>
        <translation>不是 numpy 数组：{0}</translation>
    </message>
    <message>
        <source>it cannot be read: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
    <message>
        <source>it gives {0} numbers a sample, at most {1} are taken</source>
        <translation>它每个样本给出 {0} 个数，最多接受 {1} 个</translation>
    </message>
    <message>
        <source>it has more than {0} layers</source>
        <translation>它有超过 {0} 层</translation>
    </message>
    <message>
        <source>it has more than {0} networks before this one</source>
        <translation>它在此之前有超过 {0} 个网络</translation>
    </message>
    <message>
        <source>it has more than {0} numbers written out</source>
        <translation>它写出的数超过 {0} 个</translation>
    </message>
    <message>
        <source>it has more than {0} steps to undo</source>
        <translation>它有超过 {0} 个可撤销的步骤</translation>
    </message>
    <message>
        <source>it has weights for {0} channels, and is given {1}</source>
        <translation>它的权重对应 {0} 个通道，得到的却是 {1} 个</translation>
    </message>
    <message>
        <source>it has weights for {0} inputs, and is given {1}</source>
        <translation>它的权重对应 {0} 个输入，得到的却是 {1} 个</translation>
    </message>
    <message>
        <source>it has {0} bytes beside its tensors, at most {1} are read</source>
        <translation>它在张量之外有 {0} 字节，最多读取 {1} 字节</translation>
    </message>
    <message>
        <source>it is damaged, or was not saved by nnviz</source>
        <translation>它已损坏，或不是由 nnviz 保存的</translation>
    </message>
    <message>
        <source>it is damaged: a row of numbers is missing</source>
        <translation>它已损坏：缺少一列数</translation>
    </message>
    <message>
        <source>it is damaged: it ends too early</source>
        <translation>它已损坏：提前结束</translation>
    </message>
    <message>
        <source>it is damaged: its curves cannot be read</source>
        <translation>它已损坏：无法读取其中的曲线</translation>
    </message>
    <message>
        <source>it is damaged: its tensors are {0} bytes of {1}</source>
        <translation>它已损坏：张量共 {0} 字节，应为 {1} 字节</translation>
    </message>
    <message>
        <source>it is damaged: something in it is not as it was saved</source>
        <translation>它已损坏：其中有内容与保存时不同</translation>
    </message>
    <message>
        <source>it is damaged: the state of training cannot be read</source>
        <translation>它已损坏：无法读取训练状态</translation>
    </message>
    <message>
        <source>it is damaged: {0} is no tensor</source>
        <translation>它已损坏：{0} 不是张量</translation>
    </message>
    <message>
        <source>it is damaged: {0} is said to be where it cannot be</source>
        <translation>它已损坏：{0} 被标在不可能的位置</translation>
    </message>
    <message>
        <source>it is not UTF-8, and was looked at as gb18030</source>
        <translation>文件不是 UTF-8，已按 gb18030 查看</translation>
    </message>
    <message>
        <source>it makes ({0}) of ({1}); nnviz has rows of cells only</source>
        <translation>它把 ({1}) 变成 ({0})；nnviz 只能展平成一行单元</translation>
    </message>
    <message>
        <source>it must run along the channels or units</source>
        <translation>它必须沿通道或单元进行</translation>
    </message>
    <message>
        <source>it names {0}, which lies outside of its folder</source>
        <translation>它提到 {0}，而该文件位于其文件夹之外</translation>
    </message>
    <message>
        <source>it runs along axis {0}; nnviz&apos;s runs along the channels or units</source>
        <translation>它沿第 {0} 轴进行；nnviz 的沿通道或单元进行</translation>
    </message>
    <message>
        <source>it says something that nnviz does not write</source>
        <translation>其中有 nnviz 不会写入的内容</translation>
    </message>
    <message>
        <source>it takes the mean of {0} × {1}; nnviz&apos;s windows are square</source>
        <translation>它取 {0} × {1} 的均值；nnviz 的窗口是正方形</translation>
    </message>
    <message>
        <source>it takes “{0}” before that is there, in a circle</source>
        <translation>它在“{0}”出现之前就要用到它，形成了环</translation>
    </message>
    <message>
        <source>it takes “{0}”, which nothing gives</source>
        <translation>它需要“{0}”，但没有算子给出它</translation>
    </message>
    <message>
        <source>it was not saved by nnviz</source>
        <translation>它不是由 nnviz 保存的</translation>
    </message>
    <message>
        <source>it was saved by a newer nnviz: its form is {0}, this one reads up to {1}</source>
        <translation>它由更新版本的 nnviz 保存：其格式为 {0}，本程序最多读到 {1}</translation>
    </message>
    <message>
        <source>it would have {0} bytes, at most {1} are read</source>
        <translation>它将有 {0} 字节，最多读取 {1} 字节</translation>
    </message>
    <message>
        <source>its constant {0} is not one for each channel or unit</source>
        <translation>它的常量 {0} 不是每个通道或单元一个</translation>
    </message>
    <message>
        <source>its form is {0}, which cannot be read any more</source>
        <translation>其格式为 {0}，已无法读取</translation>
    </message>
    <message>
        <source>its kernel is {0}; nnviz&apos;s are square</source>
        <translation>它的卷积核是 {0}；nnviz 的是正方形</translation>
    </message>
    <message>
        <source>its padding {0} with kernel {1} and stride {2} on {3} × {4} is neither valid nor same</source>
        <translation>在 {3} × {4} 上，卷积核 {1}、步幅 {2} 的填充 {0} 既不是 valid 也不是 same</translation>
    </message>
    <message>
        <source>its two inputs have their cells in another order each</source>
        <translation>它的两个输入单元顺序不同</translation>
    </message>
    <message>
        <source>its value is none of numbers</source>
        <translation>它的值不是数字</translation>
    </message>
    <message>
        <source>its windows reach beyond the image; nnviz&apos;s do not</source>
        <translation>它的窗口超出图像；nnviz 的不会</translation>
    </message>
    <message>
        <source>learning rate must be a finite number of at least 0, given {0!r}</source>
        <translation>学习率必须是不小于 0 的有限数，给出的是 {0!r}</translation>
    </message>
    <message>
        <source>memory for the past must be at least {0} bytes, given {1!r}</source>
        <translation>过去的内存至少需要 {0} 字节，给出的是 {1!r}</translation>
    </message>
    <message>
        <source>missing values that became the mean of their column: {0}</source>
        <translation>已用所在列均值填充的缺失值：{0}</translation>
    </message>
    <message>
        <source>more than {0}</source>
        <translation>超过 {0}</translation>
    </message>
    <message>
        <source>more than {0} different texts</source>
        <translation>不同的文字超过 {0} 种</translation>
    </message>
    <message>
        <source>nnviz adds constants to weighted sums only</source>
        <translation>nnviz 只在加权和上加常量</translation>
    </message>
    <message>
        <source>nnviz has it for images only, (N, channels, rows, columns)</source>
        <translation>nnviz 只对图像 (N, 通道, 行, 列) 有这一层</translation>
    </message>
    <message>
        <source>nnviz has no layer that does this</source>
        <translation>nnviz 没有做这件事的层</translation>
    </message>
    <message>
        <source>nnviz met an error of its own: {0}</source>
        <translation>nnviz 内部出错：{0}</translation>
    </message>
    <message>
        <source>nnviz&apos;s Dense takes rows of numbers (N, inputs) and weights (inputs, units)</source>
        <translation>nnviz 的 Dense 接受数字行 (N, 输入) 和权重 (输入, 单元)</translation>
    </message>
    <message>
        <source>no cells are named, or they have no places</source>
        <translation>没有指定单元格，或缺少位置</translation>
    </message>
    <message>
        <source>nothing takes the input “{0}”</source>
        <translation>没有层取用输入“{0}”</translation>
    </message>
    <message>
        <source>nothing takes what it gives; the last layer gives the output</source>
        <translation>没有层取用它的输出；最后一层给出网络的输出</translation>
    </message>
    <message>
        <source>numbers per sample: {0}; the network needs {1}</source>
        <translation>每个样本有 {0} 个数，而网络需要 {1}</translation>
    </message>
    <message>
        <source>one category only</source>
        <translation>只有一个类别</translation>
    </message>
    <message>
        <source>only the newest pass can be changed; rewind the network to here first</source>
        <translation>只能更改最新的一次传播；请先将网络退回到此处</translation>
    </message>
    <message>
        <source>plane {0!r} is unknown; allowed: {1}</source>
        <translation>未知的平面数据 {0!r}；可用的有：{1}</translation>
    </message>
    <message>
        <source>reading ONNX needs the package onnx; install it with: pip install onnx</source>
        <translation>读取 ONNX 需要 onnx 包；安装方法：pip install onnx</translation>
    </message>
    <message>
        <source>row {0}: a value is missing</source>
        <translation>第 {0} 行：缺一个值</translation>
    </message>
    <message>
        <source>row {0}: “{1}” is not a number</source>
        <translation>第 {0} 行：“{1}”不是有效的数字</translation>
    </message>
    <message>
        <source>rows that do not have {1} cells: {0}; correct them, or leave faulty rows out</source>
        <translation>有 {0} 行不是 {1} 个单元格；请改正，或略过有问题的行</translation>
    </message>
    <message>
        <source>rows with a fault that are left out: {0}</source>
        <translation>略去的有问题的行：{0}</translation>
    </message>
    <message>
        <source>scaling {0!r} is unknown; allowed: {1}</source>
        <translation>未知的缩放方式 {0!r}；可用的有：{1}</translation>
    </message>
    <message>
        <source>seed must be a whole number from 0 to {0}, given {1!r}</source>
        <translation>种子必须是 0 到 {0} 之间的整数，给出的是 {1!r}</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>task {0}</source>
        <translation>第 {0} 题</translation>
    </message>
    <message>
        <source>the first cells</source>
        <translation>只列出前面的格子</translation>
    </message>
    <message>
        <source>the first {0} of {1} samples are taken</source>
        <translation>取用了 {1} 个样本中的前 {0} 个</translation>
    </message>
    <message>
        <source>the layers go round in a circle: {0}</source>
        <translation>这些层成了一个环：{0}</translation>
    </message>
    <message>
        <source>the samples must be along its first axis</source>
        <translation>样本必须沿第一个轴</translation>
    </message>
    <message>
        <source>the saved curves are not those of this network</source>
        <translation>保存的曲线不属于这个网络</translation>
    </message>
    <message>
        <source>the saved state cannot be used: {0}</source>
        <translation>保存的状态无法使用：{0}</translation>
    </message>
    <message>
        <source>the saved state has {0}, which this network has not</source>
        <translation>保存的状态中有 {0}，而这个网络里没有</translation>
    </message>
    <message>
        <source>the saved state is at operation {0}, which there is not</source>
        <translation>保存的状态位于运算 {0}，而它并不存在</translation>
    </message>
    <message>
        <source>the saved state is at pass {0}, which cannot be</source>
        <translation>保存的状态位于第 {0} 次传播，这是不可能的</translation>
    </message>
    <message>
        <source>the saved state is at sample batch {0} after {1} passes</source>
        <translation>保存的状态在 {1} 次传播之后停在第 {0} 批，前后不符</translation>
    </message>
    <message>
        <source>the saved state lacks {0}</source>
        <translation>保存的状态缺少 {0}</translation>
    </message>
    <message>
        <source>there are no rows of values</source>
        <translation>没有数据行</translation>
    </message>
    <message>
        <source>there is no layer “{0}”</source>
        <translation>没有层“{0}”</translation>
    </message>
    <message>
        <source>there is no lesson {0}</source>
        <translation>没有名为 {0} 的课程</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>two layers are called “{0}”</source>
        <translation>有两层同名：“{0}”</translation>
    </message>
    <message>
        <source>two networks are compared already; end the comparison first</source>
        <translation>已经在比较两个网络；请先结束比较</translation>
    </message>
    <message>
        <source>type {0!r} is unknown; allowed: {1}</source>
        <translation>未知的类型 {0!r}；可用的有：{1}</translation>
    </message>
    <message>
        <source>what is looked at cannot be trained</source>
        <translation>查看方式中不能含有训练</translation>
    </message>
    <message>
        <source>what is remembered of own data cannot be read: {0}</source>
        <translation>记住的自有数据信息无法读取：{0}</translation>
    </message>
    <message>
        <source>what it gives has no name of its own</source>
        <translation>它给出的结果没有自己的名字</translation>
    </message>
    <message>
        <source>while two networks are compared neither is built and the data stay; end the comparison first</source>
        <translation>比较两个网络时不能改建网络或数据；请先结束比较</translation>
    </message>
    <message>
        <source>writing ONNX needs the package onnx; install it with: pip install onnx</source>
        <translation>写 ONNX 需要 onnx 包；请安装：pip install onnx</translation>
    </message>
    <message>
        <source>{0!r} has no parameters; those that have: {1}</source>
        <translation>{0!r} 没有参数；有参数的层：{1}</translation>
    </message>
    <message>
        <source>{0!r} is no activation; allowed: {1}</source>
        <translation>{0!r} 不是激活函数；可用的有：{1}</translation>
    </message>
    <message>
        <source>“{0}” is not a number; correct it, choose the column as categories or skip such rows</source>
        <translation>“{0}”不是有效的数字；请改正、把这一列选作类别，或略过这样的行</translation>
    </message>
    <message>
        <source>“{0}” is too large; correct it or skip such rows</source>
        <translation>“{0}”太大；请改正或略过这样的行</translation>
    </message>
    <message>
        <source>{0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>column “{0}”: correct row {1}, choose the column as categories, or leave faulty rows out</source>
        <translation>列“{0}”：请改正第 {1} 行，或把这一列选作类别，或略过有问题的行</translation>
    </message>
    <message>
        <source>column “{0}”: fill in row {1}, leave the column out, or leave faulty rows out</source>
        <translation>列“{0}”：请补上第 {1} 行的值，或不选用这一列，或略过有问题的行</translation>
    </message>
    <message>
        <source>{0} becomes {1} rows of {2} numbers, at most {3} fit; take fewer rows or columns</source>
        <translation>{0} 会变成 {1} 行、每行 {2} 个数，最多只能容纳 {3} 个；请减少行或列</translation>
    </message>
    <message>
        <source>{0} cannot be frozen; what can: {1}</source>
        <translation>{0} 不能冻结；可冻结的有：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be opened: {1}</source>
        <translation>无法打开 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be read as .npz: {1}</source>
        <translation>{0} 无法作为 .npz 读取：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be read as .safetensors: {1}</source>
        <translation>无法按 .safetensors 读取 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be read as ONNX: {1}</source>
        <translation>{0} 无法作为 ONNX 读取：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}</source>
        <translation>{0} 无法读取：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be set; what can: {1}</source>
        <translation>{0} 不能设置；可以设置的有：{1}</translation>
    </message>
    <message>
        <source>{0} cells cannot be given {1} numbers</source>
        <translation>{0} 个单元格不能用 {1} 个数设置</translation>
    </message>
    <message>
        <source>{0} could not be written: {1}</source>
        <translation>无法写入 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} does not fit into memory; take fewer rows or columns</source>
        <translation>{0} 内存放不下；请少取几行或几列</translation>
    </message>
    <message>
        <source>{0} does not take {1}</source>
        <translation>{0} 不取用 {1}</translation>
    </message>
    <message>
        <source>{0} ends too soon: expected {1} bytes for {2} samples of {3}, found {4}; get it again</source>
        <translation>{0} 提前结束：{2} 个样本、每个 {3} 字节，应有 {1} 字节，实有 {4} 字节；请重新获取</translation>
    </message>
    <message>
        <source>{0} ends within its head of {1} axes</source>
        <translation>{0} 在描述 {1} 个轴的文件头中就结束了</translation>
    </message>
    <message>
        <source>{0} has a value that is not finite and cannot be saved</source>
        <translation>{0} 含有非有限值，无法保存</translation>
    </message>
    <message>
        <source>{0} has changed since it was chosen; open it again and look at the choices</source>
        <translation>{0} 在选定之后已被改动；请重新打开并查看各项选择</translation>
    </message>
    <message>
        <source>{0} has changed since it was opened last; look at the choices, then open it</source>
        <translation>{0} 在上次打开之后已被改动；请查看各项选择，再打开</translation>
    </message>
    <message>
        <source>{0} has more bytes than its head says for {1} samples; get it again</source>
        <translation>{0} 的字节数多于文件头所说的 {1} 个样本；请重新获取</translation>
    </message>
    <message>
        <source>{0} has more than {1} rows; draw a sample of them, or raise the limit</source>
        <translation>{0} 超过 {1} 行；请抽取一部分，或提高上限</translation>
    </message>
    <message>
        <source>{0} has no array “{1}”; it has: {2}</source>
        <translation>{0} 中没有数组“{1}”；它有：{2}</translation>
    </message>
    <message>
        <source>{0} has no column left to learn from; choose fewer targets</source>
        <translation>{0} 没有剩下可供学习的列；请少选一些目标</translation>
    </message>
    <message>
        <source>{0} has no column “{1}”; it has: {2}</source>
        <translation>{0} 中没有列“{1}”；它有：{2}</translation>
    </message>
    <message>
        <source>{0} has no parameter {1!r}; allowed: {2}</source>
        <translation>{0} 没有参数 {1!r}；可用的有：{2}</translation>
    </message>
    <message>
        <source>{0} has no row of values that can be used</source>
        <translation>{0} 没有一行可用的数值</translation>
    </message>
    <message>
        <source>{0} has no tensors</source>
        <translation>{0} 中没有张量</translation>
    </message>
    <message>
        <source>{0} has no {1}</source>
        <translation>{0} 没有 {1}</translation>
    </message>
    <message>
        <source>{0} has shape {1}, so there is no cell {2}</source>
        <translation>{0} 的形状是 {1}，因此没有元素 {2}</translation>
    </message>
    <message>
        <source>{0} has {1} bytes, at most {2} are read</source>
        <translation>{0} 有 {1} 字节，最多只读 {2} 字节</translation>
    </message>
    <message>
        <source>{0} has {1} columns, at most {2} can be read</source>
        <translation>{0} 有 {1} 列，最多能读 {2} 列</translation>
    </message>
    <message>
        <source>{0} has {1} inputs ({2}); models with one are read</source>
        <translation>{0} 有 {1} 个输入（{2}）；只能读取一个输入的模型</translation>
    </message>
    <message>
        <source>{0} has {1} inputs, there is no input {2}</source>
        <translation>{0} 有 {1} 个输入，没有输入 {2}</translation>
    </message>
    <message>
        <source>{0} has {1} operators, at most {2} are read</source>
        <translation>{0} 有 {1} 个算子，最多读取 {2} 个</translation>
    </message>
    <message>
        <source>{0} has {1} outputs ({2}); models with one are read</source>
        <translation>{0} 有 {1} 个输出（{2}）；只能读取一个输出的模型</translation>
    </message>
    <message>
        <source>{0} has {1} samples, but {2} has {3}</source>
        <translation>{0} 有 {1} 个样本，而 {2} 有 {3} 个</translation>
    </message>
    <message>
        <source>{0} hidden layers are too many; allowed: {1}</source>
        <translation>{0} 个隐藏层太多；最多 {1} 个</translation>
    </message>
    <message>
        <source>{0} holds no numpy arrays; expected a file made by numpy.savez</source>
        <translation>{0} 里没有 numpy 数组；应当是由 numpy.savez 生成的文件</translation>
    </message>
    <message>
        <source>{0} holds {1} arrays, at most {2} are looked at</source>
        <translation>{0} 里有 {1} 个数组，最多查看 {2} 个</translation>
    </message>
    <message>
        <source>{0} holds {1} of {2}, expected one whole number a sample</source>
        <translation>{0} 里是 {2} 类型的 {1}，应当是每个样本一个整数</translation>
    </message>
    <message>
        <source>{0} holds {1}, expected images; are the two files exchanged?</source>
        <translation>{0} 里是 {1}，应当是图像；两个文件是不是弄反了？</translation>
    </message>
    <message>
        <source>{0} is damaged or ends too soon: {1}; get it again</source>
        <translation>{0} 已损坏或提前结束：{1}；请重新获取</translation>
    </message>
    <message>
        <source>{0} is empty; expected a table, one sample a row</source>
        <translation>{0} 是空的；应当是一张表，每行一个样本</translation>
    </message>
    <message>
        <source>{0} is no IDX file: it begins with {1}, expected two zeros, a type ({2}) and a number of axes</source>
        <translation>{0} 不是 IDX 文件：它以 {1} 开头，应当是两个零、一个类型（{2}）和轴的数目</translation>
    </message>
    <message>
        <source>{0} is no ONNX model</source>
        <translation>{0} 不是 ONNX 模型</translation>
    </message>
    <message>
        <source>{0} is no activation; there are: {1}</source>
        <translation>{0} 不是激活层；激活层有：{1}</translation>
    </message>
    <message>
        <source>{0} is not UTF-8; choose the encoding gb18030 (Chinese Windows), or save it as UTF-8</source>
        <translation>{0} 不是 UTF-8；请选择编码 gb18030（中文 Windows），或另存为 UTF-8</translation>
    </message>
    <message>
        <source>{0} is not text; expected a table saved as CSV (UTF-8)</source>
        <translation>{0} 不是文本；应当是存为 CSV（UTF-8）的表</translation>
    </message>
    <message>
        <source>{0} is not there any more; nothing has changed</source>
        <translation>{0} 已经不在了；一切保持原样</translation>
    </message>
    <message>
        <source>{0} is not {1}; choose another encoding: {2}</source>
        <translation>{0} 不是 {1}；请选择其他编码：{2}</translation>
    </message>
    <message>
        <source>{0} is of ONNX opset {1}; from {2} on they are read</source>
        <translation>{0} 的 ONNX opset 是 {1}；从 {2} 起可以读取</translation>
    </message>
    <message>
        <source>{0} is outside {1}; allowed: [{2}]</source>
        <translation>{0} 超出了 {1} 的范围；允许：[{2}]</translation>
    </message>
    <message>
        <source>{0} is {1} numbers, at most {2} fit</source>
        <translation>{0} 含 {1} 个数，最多能容纳 {2} 个</translation>
    </message>
    <message>
        <source>{0} is {1} numbers, at most {2} were announced</source>
        <translation>{0} 有 {1} 个数，声明的最多为 {2} 个</translation>
    </message>
    <message>
        <source>{0} keeps its weights in {1}, which is not beside it</source>
        <translation>{0} 的权重在 {1} 中，但它不在旁边</translation>
    </message>
    <message>
        <source>{0} keeps weights in “{1}”; only files in its own folder are read</source>
        <translation>{0} 的权重在“{1}”中；只读取它自己文件夹中的文件</translation>
    </message>
    <message>
        <source>{0} must be a finite number, given {1!r}</source>
        <translation>{0} 必须是有限的数，给出的是 {1!r}</translation>
    </message>
    <message>
        <source>{0} must be the same along both sides, given {1}</source>
        <translation>{0} 沿两边必须相同，给定的是 {1}</translation>
    </message>
    <message>
        <source>{0} must be {1} from {2:g} to {3:g}, given {4!r}</source>
        <translation>{0} 必须是 {2:g} 到 {3:g} 之间的{1}，给出的是 {4!r}</translation>
    </message>
    <message>
        <source>{0} must be {1}, given {2}</source>
        <translation>{0} 必须是 {1}，给定的是 {2}</translation>
    </message>
    <message>
        <source>{0} of at least {1:g}</source>
        <translation>不小于 {1:g} 的{0}</translation>
    </message>
    <message>
        <source>{0} of at least {1:g} and at most {2:g}</source>
        <translation>不小于 {1:g} 且不大于 {2:g} 的{0}</translation>
    </message>
    <message>
        <source>{0} of the saved state cannot be {1!r}</source>
        <translation>保存的状态中 {0} 不能是 {1!r}</translation>
    </message>
    <message>
        <source>{0} of the saved state has a value that is not finite</source>
        <translation>保存的状态中 {0} 含有非有限值</translation>
    </message>
    <message>
        <source>{0} of the saved state is {1}, expected {2}</source>
        <translation>保存的状态中 {0} 是 {1}，应为 {2}</translation>
    </message>
    <message>
        <source>{0} of the saved state must be a tensor</source>
        <translation>保存的状态中 {0} 必须是张量</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1} 的 {0}</translation>
    </message>
    <message>
        <source>{0} of {1} has a value that is not finite</source>
        <translation>{1} 的 {0} 中有非有限值</translation>
    </message>
    <message>
        <source>{0} of {1} has shape {2}, no cell {3}</source>
        <translation>{1} 的 {0} 形状为 {2}，没有单元格 {3}</translation>
    </message>
    <message>
        <source>{0} of {1} rows were drawn</source>
        <translation>从 {1} 行中抽取了 {0} 行</translation>
    </message>
    <message>
        <source>{0} rows have another number of cells than the {1} columns</source>
        <translation>有 {0} 行的单元格数与 {1} 列不符</translation>
    </message>
    <message>
        <source>{0} was not saved by nnviz: it says nothing of the run</source>
        <translation>{0} 不是 nnviz 保存的：里面没有训练的状态</translation>
    </message>
    <message>
        <source>{0} works on {1} numbers, at most {2} fit</source>
        <translation>{0} 要处理 {1} 个数，最多能容纳 {2} 个</translation>
    </message>
    <message>
        <source>{0} {1!r} is unknown; allowed: {2}</source>
        <translation>未知的 {0} {1!r}；可用的有：{2}</translation>
    </message>
    <message>
        <source>{0}.{1}</source>
        <translation>{0}.{1}</translation>
    </message>
    <message>
        <source>{0}: PyTorch&apos;s BatchNorm refuses a batch of a single sample; choose larger batches</source>
        <translation>{0}：PyTorch 的 BatchNorm 不接受只有一个样本的批；请把批设大一些</translation>
    </message>
    <message>
        <source>{0}: a dataset needs at least one sample, given 0</source>
        <translation>{0}：数据集至少要有一个样本，给出的是 0 个</translation>
    </message>
    <message>
        <source>{0}: array “{1}” holds {2}, expected numbers</source>
        <translation>{0}：数组“{1}”里是 {2}，应当是数值</translation>
    </message>
    <message>
        <source>{0}: array “{1}” of {2} should have {3} bytes, but has {4}</source>
        <translation>{0}：形状为 {2} 的数组“{1}”应有 {3} 字节，实有 {4} 字节</translation>
    </message>
    <message>
        <source>{0}: array “{1}” {2}</source>
        <translation>{0}：数组“{1}”：{2}</translation>
    </message>
    <message>
        <source>{0}: backward needs a forward before it</source>
        <translation>{0}：反向传播之前必须先进行前向传播</translation>
    </message>
    <message>
        <source>{0}: column “{1}” has more than {2} different texts; leave it out, or choose it as numbers</source>
        <translation>{0}：列“{1}”有超过 {2} 种不同的文本；请去掉这一列，或当作数值</translation>
    </message>
    <message>
        <source>{0}: column “{1}” has no value to take a mean of; leave it out</source>
        <translation>{0}：列“{1}”没有可用来求均值的数值；请不要选用它</translation>
    </message>
    <message>
        <source>{0}: column “{1}” has one class only, “{2}”; there is nothing to tell apart, choose another target</source>
        <translation>{0}：列“{1}”只有一个类别“{2}”；没有可区分的东西，请另选目标</translation>
    </message>
    <message>
        <source>{0}: expected {1}, given {2}</source>
        <translation>{0}：应为 {1}，给出的是 {2}</translation>
    </message>
    <message>
        <source>{0}: how a {1} is written in ONNX is not known</source>
        <translation>{0}：不知道 {1} 在 ONNX 中怎么写</translation>
    </message>
    <message>
        <source>{0}: how a {1} is written in PyTorch is not known</source>
        <translation>{0}：不知道 {1} 在 PyTorch 中怎么写</translation>
    </message>
    <message>
        <source>{0}: nothing that can be read gives the output “{1}”</source>
        <translation>{0}：没有可读的算子给出输出“{1}”</translation>
    </message>
    <message>
        <source>{0}: pass {1}, by hand</source>
        <translation>{0}：第 {1} 次传播，动手算</translation>
    </message>
    <message>
        <source>{0}: row {1} cannot be read ({2}); is a quotation mark not closed?</source>
        <translation>{0}：第 {1} 行无法读取（{2}）；是不是有引号没有闭合？</translation>
    </message>
    <message>
        <source>{0}: row {1} has {2} cells, expected {3}; correct it or skip such rows</source>
        <translation>{0}：第 {1} 行有 {2} 个单元格，应为 {3} 个；请改正或略过这样的行</translation>
    </message>
    <message>
        <source>{0}: row {1}, column “{2}”: {3}</source>
        <translation>{0}：第 {1} 行，列“{2}”：{3}</translation>
    </message>
    <message>
        <source>{0}: the array “{1}” has {2} bytes, at most {3} are read</source>
        <translation>{0}：数组“{1}”有 {2} 字节，最多读取 {3}</translation>
    </message>
    <message>
        <source>{0}: the array “{1}” is none of numbers that can be read</source>
        <translation>{0}：数组“{1}”不是可读取的数字</translation>
    </message>
    <message>
        <source>{0}: the array “{1}” should have {2} bytes, but has {3}</source>
        <translation>{0}：数组“{1}”应有 {2} 字节，实际有 {3}</translation>
    </message>
    <message>
        <source>{0}: the input “{1}” has {2} numbers a sample; from 1 to {3} are taken</source>
        <translation>{0}：输入“{1}”每个样本有 {2} 个数；接受 1 到 {3} 个</translation>
    </message>
    <message>
        <source>{0}: the input “{1}” is ({2}); all axes but the first must be of a fixed length</source>
        <translation>{0}：输入“{1}”是 ({2})；除第一个轴外，所有轴必须长度固定</translation>
    </message>
    <message>
        <source>{0}: the output “{1}” is turned in a way that no layer of nnviz is</source>
        <translation>{0}：输出“{1}”的轴的排列，nnviz 没有哪一层是这样</translation>
    </message>
    <message>
        <source>{0}: “{1}” and “{2}” must have one entry a sample</source>
        <translation>{0}：“{1}”和“{2}”必须每个样本各有一项</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0}: {1} has a value that is not finite</source>
        <translation>{0}：{1} 中有非有限值</translation>
    </message>
    <message>
        <source>{0}: {1} must be a whole number from {2} to {3}, given {4!r}</source>
        <translation>{0}：{1} 必须是 {2} 到 {3} 之间的整数，给出的是 {4!r}</translation>
    </message>
    <message>
        <source>{0}: {1} must be a whole number of at least 1, given {2!r}</source>
        <translation>{0}：{1} 必须是不小于 1 的整数，给出的是 {2!r}</translation>
    </message>
    <message>
        <source>{0}: {1} must be at least 0 and less than 1, given {2!r}</source>
        <translation>{0}：{1} 必须不小于 0 且小于 1，给出的是 {2!r}</translation>
    </message>
    <message>
        <source>{0}: {1} must be at most {2:g}, given {3:g}</source>
        <translation>{0}：{1} 最大为 {2:g}，给出的是 {3:g}</translation>
    </message>
    <message>
        <source>{0}: {1} must be finite, but row {2} is not</source>
        <translation>{0}：{1} 应为有限的数，但第 {2} 行不是</translation>
    </message>
    <message>
        <source>{0}: {1} must be numbers, but rows of them differ in length</source>
        <translation>{0}：{1} 应为数，但各行长度不同</translation>
    </message>
    <message>
        <source>{0}: {1} must be numbers, given {2}</source>
        <translation>{0}：{1} 应为数，给出的是 {2}</translation>
    </message>
    <message>
        <source>{0}: {1} must be one of {2}, given {3!r}</source>
        <translation>{0}：{1} 必须是 {2} 之一，给出的是 {3!r}</translation>
    </message>
    <message>
        <source>{0}: {1} must be {2}, given {3!r}</source>
        <translation>{0}：{1} 必须是{2}，给出的是 {3!r}</translation>
    </message>
    <message>
        <source>{0}: {1} samples of {2} but {3} of {4}</source>
        <translation>{0}：{2} 有 {1} 个样本，{4} 却有 {3} 个</translation>
    </message>
    <message>
        <source>{0}: {1} samples of {2} bytes are more than {3}; take fewer, or raise the limit</source>
        <translation>{0}：{1} 个样本、每个 {2} 字节，超过了 {3}；请减少样本，或提高上限</translation>
    </message>
</context>
<context>
    <name>told</name>
    <message>
        <source>{0} of {1} right</source>
        <translation>{1} 个中答对 {0} 个</translation>
    </message>
    <message>
        <source>outputs from {0} to {1}</source>
        <translation>输出从 {0} 到 {1}</translation>
    </message>
    <message>
        <source>its first value</source>
        <translation>第一个值</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>上升</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>下降</translation>
    </message>
    <message>
        <source>level</source>
        <translation>持平</translation>
    </message>
</context>
</TS>
