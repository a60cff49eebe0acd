// SPDX-License-Identifier: GPL-3.0-or-later
/* How a graph is shown: as a table and as drawings. */
#include "check.h"

#include "graph.h"
#include "op_activation.h"
#include "op_conv.h"
#include "op_dense.h"
#include "op_loss.h"

#include <stdlib.h>
#include <string.h>

static graph *example(void)
{
    graph *g = graph_alloc();
    graph_block(g, "picture");
    node *x = named(input(g, 9), "x");
    graph_block(g, "encoder");
    node *z = named(dense(relu(dense(x, 7)), 3), "z");
    graph_block(g, "decoder");
    node *y = named(sigmoid(dense(relu(dense(z, 5)), 9)), "y");
    graph_block(g, "loss");
    named(mean_squared_loss(y, x), "mse");
    graph_bind(g, 4, 1);
    return g;
}

static graph *convolutional(void)
{
    graph *g = graph_alloc();
    graph_block(g, "encoder");
    node *x = shaped(input(g, 3 * 10 * 8), 3, 10, 8);
    node *h = leaky_relu(conv(x, 16, 4, 2, 1), 0.1);
    graph_block(g, "decoder");
    node *z = shaped(dense(h, 40), 2, 5, 4);
    sigmoid(named(conv_transposed(z, 3, 3, 1, 0), "y"));
    graph_bind(g, 4, 1);
    return g;
}

static char *shown_of(graph *g, void (*show)(const graph *, FILE *))
{
    char *text;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    show(g, stream);
    fclose(stream);
    graph_free(g);
    return text;
}

static char *shown(void (*show)(const graph *, FILE *))
{
    return shown_of(example(), show);
}

static void the_table_tells_operations_shapes_and_parameters(void **state)
{
    (void)state;
    const char *lines[] = {
        "  0  input              x            picture    n x 9         "
        "               0\n",
        "  1  dense                           encoder    n x 7         "
        "      0        70\n",
        "  2  relu                            encoder    n x 7         "
        "      1        0\n",
        "  3  dense              z            encoder    n x 3         "
        "      2        24\n",
        "  8  mean squared loss  mse          loss       1             "
        "      7 0      0\n",
        "\n168 parameters\n"};
    char *text = shown(graph_print);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        CHECK_HAS(text, lines[i]);
    free(text);
}

/* Graphviz, if it is here, must be able to read it. */
static void is_dot(const char *text)
{
    check_result found = check_run("command -v dot");
    int there = found.status == 0;
    check_result_free(&found);
    if (!there)
        return;
    char *path = must_printf("%s/graph.dot", check_folder());
    char *command = must_printf("dot -Tsvg '%s'", path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    check_result drawn = check_run(command);
    assert_int_equal(drawn.status, 0);
    CHECK_HAS(drawn.out, "<svg");
    check_result_free(&drawn);
    free(command);
    free(path);
}

static void the_drawing_has_a_box_for_each_operation(void **state)
{
    (void)state;
    char *text = shown(graph_dot);
    CHECK_HAS(text, "n0 [label=\"x\\ninput\\n9\"];");
    CHECK_HAS(text, "n3 [label=\"z\\ndense\\n3\\n24 parameters\"];");
    CHECK_HAS(text, "n7 -> n8;");
    CHECK_HAS(text, "n0 -> n8;");
    is_dot(text);
    free(text);
}

static void the_drawing_of_blocks_has_a_box_for_each_block(void **state)
{
    (void)state;
    char *text = shown(graph_dot_blocks);
    CHECK_HAS(text, "b0 [label=\"picture\\n9\"];");
    CHECK_HAS(text, "b1 [label=\"encoder\\n7 - 3\\n94 parameters\"];");
    CHECK_HAS(text, "b4 [label=\"decoder\\n5 - 9\\n74 parameters\"];");
    CHECK_HAS(text, "b0 -> b1 [label=\"x\"];");
    CHECK_HAS(text, "b1 -> b4 [label=\"z\"];");
    CHECK_HAS(text, "b0 -> b8 [label=\"x\"];");
    CHECK_HAS(text, "b4 -> b8 [label=\"y\"];");
    assert_null(strstr(text, "b1 -> b1"));
    is_dot(text);
    free(text);
}

static void convolutions_show_their_maps_and_kernels(void **state)
{
    (void)state;
    char *text = shown_of(convolutional(), graph_print);
    CHECK_HAS(text, " n x 3 x 10 x 8               0\n");
    CHECK_HAS(text, " n x 16 x 5 x 4      0        784  "
                    "kernels 4 x 4, stride 2, pad 1\n");
    CHECK_HAS(text, " leaky relu                      encoder    "
                    "n x 16 x 5 x 4      1        0\n");
    CHECK_HAS(text, " n x 3 x 7 x 6       3        57  "
                    "kernels 3 x 3, stride 1, pad 0\n");
    free(text);
    text = shown_of(convolutional(), graph_dot);
    CHECK_HAS(text, "[label=\"conv\\n16 x 5 x 4\\n4 x 4, stride 2, pad 1\\n"
                    "784 parameters\"];");
    CHECK_HAS(text, "[label=\"y\\nconv transposed\\n3 x 7 x 6\\n");
    CHECK_HAS(text, "[label=\"sigmoid\\n3 x 7 x 6\"];");
    is_dot(text);
    free(text);
    text = shown_of(convolutional(), graph_dot_blocks);
    CHECK_HAS(text, "\\n3 x 10 x 8 - 16 x 5 x 4\\n784 parameters");
    CHECK_HAS(text, "\\n2 x 5 x 4 - 3 x 7 x 6\\n");
    is_dot(text);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_tells_operations_shapes_and_parameters),
        cmocka_unit_test(the_drawing_has_a_box_for_each_operation),
        cmocka_unit_test(the_drawing_of_blocks_has_a_box_for_each_block),
        cmocka_unit_test(convolutions_show_their_maps_and_kernels),
    };
    return RUN_TESTS(tests);
}
