// SPDX-License-Identifier: GPL-3.0-or-later
/* Files of named arrays: what is written is read, what is broken is refused. */
#include "training.h"

#include "checkpoint.h"
#include "file.h"
#include "safetensors.h"

#include <stdio.h>

static unsigned char *bytes_of(const char *path, size_t *count)
{
    unsigned char *bytes = must_alloc(1 << 16, 1);
    FILE *file = file_open(path, "");
    *count = fread(bytes, 1, 1 << 16, file);
    fclose(file);
    assert_true(*count < 1 << 16);
    return bytes;
}

static void write_bytes(const char *path, const void *bytes, size_t count)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    fclose(file);
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    enum { FLOATS = 2 * 3 * 5 * 7, DOUBLES = 11 };
    float a[FLOATS];
    double b[DOUBLES], single = -0.731;
    for (int i = 0; i < FLOATS; i++)
        a[i] = (float)cos(1.7 * i);
    for (int i = 0; i < DOUBLES; i++)
        b[i] = tan(0.3 * i);
    const tensor tensors[] = {{"a.0.weight", "F32", 4, {2, 3, 5, 7}, a},
                              {"single", "F64", 1, {1}, &single},
                              {"b \"\n\xc3\xa9", "F64", 1, {DOUBLES}, b}};
    const char *keys[] = {"program", "empty"}, *texts[] = {"u\\n\"x", ""};
    char *path = path_of("round.safetensors");
    safetensors_write(path, tensors, 3, keys, texts, 2);
    safetensors file = safetensors_open(path);
    assert_int_equal(safetensors_count(&file), 3);
    assert_string_equal(safetensors_text(&file, "program"), "u\\n\"x");
    assert_string_equal(safetensors_text(&file, "empty"), "");
    assert_null(safetensors_text(&file, "none"));
    for (int i = 0; i < 3; i++) {
        tensor t = safetensors_tensor(&file, tensors[i].name);
        size_t count = 1;
        assert_string_equal(t.type, tensors[i].type);
        assert_int_equal(t.dims, tensors[i].dims);
        for (int d = 0; d < t.dims; d++) {
            assert_int_equal(t.shape[d], tensors[i].shape[d]);
            count *= t.shape[d];
        }
        assert_memory_equal(t.data, tensors[i].data, count * (i ? 8 : 4));
    }
    assert_null(safetensors_tensor(&file, "b").data);
    safetensors_close(&file);
    free(path);
}

/* Byte by byte, as the format's own description has it. */
static void the_file_is_header_length_header_and_numbers(void **state)
{
    (void)state;
    const float numbers[] = {1.5f, -0.0f};
    const tensor t = {"x", "F32", 2, {1, 2}, numbers};
    const char *key = "k", *text = "v";
    const char header[] =
        "{\"__metadata__\":{\"k\":\"v\"},\"x\":{\"dtype\":\"F32\",\"shape\":"
        "[1,2],\"data_offsets\":[0,8]}}";
    char *path = path_of("bytes.safetensors");
    size_t count, length = (strlen(header) + 7) / 8 * 8;
    safetensors_write(path, &t, 1, &key, &text, 1);
    unsigned char *bytes = bytes_of(path, &count);
    assert_int_equal(count, 8 + length + 8);
    assert_int_equal(bytes[0], length);
    for (int i = 1; i < 8; i++)
        assert_int_equal(bytes[i], 0);
    assert_memory_equal(bytes + 8, header, strlen(header));
    for (size_t i = strlen(header); i < length; i++)
        assert_int_equal(bytes[8 + i], ' ');
    assert_memory_equal(bytes + 8 + length, "\0\0\xc0\x3f\0\0\0\x80", 8);
    free(bytes);
    free(path);
}

/* ---- broken files -------------------------------------------------------- */

/* Each file is read in a process of its own, which sanitizers make slow. */
#ifdef __SANITIZE_ADDRESS__
enum { FEWER = 5 };
#else
enum { FEWER = 1 };
#endif

static void open_it(void *path)
{
    safetensors file = safetensors_open(path);
    safetensors_close(&file);
}

static world tiny;

static void resume_it(void *path)
{
    tiny.options.resume = tiny.plan.checkpoint = path;
    train_begin(tiny.plan);
}

static int make_tiny(void **state)
{
    (void)state;
    world_make(&tiny, 1, 3);
    return 0;
}

static int free_tiny(void **state)
{
    (void)state;
    world_free(&tiny);
    return 0;
}

/* A checkpoint in mid-epoch, as bytes. */
static unsigned char *checkpoint_bytes(size_t *count)
{
    char *path = path_of("good.safetensors");
    world w;
    world_make(&w, 1, 3);
    trainer t = train_begin(w.plan);
    train_steps(&t, 4);
    checkpoint_save(&t, path);
    train_end(&t);
    world_free(&w);
    unsigned char *bytes = bytes_of(path, count);
    free(path);
    return bytes;
}

static void a_file_cut_anywhere_is_refused(void **state)
{
    (void)state;
    size_t count;
    unsigned char *bytes = checkpoint_bytes(&count);
    char *path = path_of("cut.safetensors");
    for (size_t length = 0; length < count;
         length += length < 10 || length + 5 > count ? 1 : 67 * FEWER) {
        write_bytes(path, bytes, length);
        CHECK_FAILS(resume_it, path, 1, path);
    }
    bytes[count] = 0;
    write_bytes(path, bytes, count + 1);
    CHECK_FAILS(resume_it, path, 1, "its header promises");
    write_bytes(path, bytes, count);
    check_result r = check_fork(resume_it, path);
    assert_int_equal(r.status, 0);
    check_result_free(&r);
    free(bytes);
    free(path);
}

/* Whatever a file holds, the program reads it or ends with two lines. */
static void read_or_refused(void (*fn)(void *), char *path)
{
    check_result r = check_fork(fn, path);
    if (r.status != 0) {
        assert_int_equal(r.status, 1);
        CHECK_TWO_LINES(r.err, "unwarp", "");
    }
    check_result_free(&r);
}

static void random_bytes_are_refused(void **state)
{
    (void)state;
    char *path = path_of("random.safetensors");
    unsigned char bytes[300];
    gsl_rng *rng = rng_at(5, RNG_SAMPLE, 0);
    for (int i = 0; i < 60 / FEWER; i++) {
        for (size_t k = 0; k < sizeof bytes; k++)
            bytes[k] = (unsigned char)gsl_rng_uniform_int(rng, 256);
        if (i % 2) { /* with a length that may be */
            memset(bytes, 0, 8);
            bytes[0] = (unsigned char)(40 + i);
        }
        write_bytes(path, bytes, sizeof bytes);
        CHECK_FAILS(open_it, path, 1, path);
    }
    gsl_rng_free(rng);
    free(path);
}

static void a_changed_byte_does_no_harm(void **state)
{
    (void)state;
    size_t count;
    unsigned char *bytes = checkpoint_bytes(&count);
    size_t header = (size_t)bytes[0] + 256 * (size_t)bytes[1];
    char *path = path_of("changed.safetensors");
    gsl_rng *rng = rng_at(6, RNG_SAMPLE, 0);
    for (int i = 0; i < 150 / FEWER; i++) {
        size_t at = gsl_rng_uniform_int(rng, header + 8);
        unsigned char keep = bytes[at];
        bytes[at] = i % 2 ? (unsigned char)gsl_rng_uniform_int(rng, 256)
                          : (unsigned char)"0912-{[,\"]} "[i % 12];
        write_bytes(path, bytes, count);
        read_or_refused(resume_it, path);
        bytes[at] = keep;
    }
    gsl_rng_free(rng);
    free(bytes);
    free(path);
}

/* A file of that header and so many bytes of numbers. */
static void write_header(const char *path, const char *header, size_t numbers)
{
    unsigned char bytes[2000] = {0};
    uint64_t length = strlen(header);
    memcpy(bytes, &length, 8);
    memcpy(bytes + 8, header, length);
    write_bytes(path, bytes, 8 + length + numbers);
}

#define X "{\"x\":{\"dtype\":\"F32\",\"shape\":"
#define OFFSETS ",\"data_offsets\":"

static void headers_that_lie_are_refused(void **state)
{
    (void)state;
    const char *inside = "does not lie inside", *json = "no JSON object";
    const char *wrong[][2] = {
        {"", json},
        {" ", json},
        {"[]", json},
        {"7", json},
        {"null", json},
        {"\"x\"", json},
        {"{\"x\"", json},
        {"{} {}", json},
        {"{\"__metadata__\":{},\"__metadata__\":{}}", json},
        {"{}", "its header promises 0"},
        {"{\"x\":3}", inside},
        {"{\"x\":[]}", inside},
        {"{\"x\":{}}", inside},
        {X "[2,3]}}", inside},
        {X "6" OFFSETS "[0,24]}}", inside},
        {X "[]" OFFSETS "[0,4]}}", inside},
        {X "[6]" OFFSETS "[0]}}", inside},
        {X "[6]" OFFSETS "[0,28]}}", inside},
        {X "[6]" OFFSETS "[0,20]}}", inside},
        {X "[7]" OFFSETS "[0,28]}}", inside},
        {X "[6]" OFFSETS "[4,28]}}", inside},
        {X "[6]" OFFSETS "[-4,20]}}", inside},
        {X "[6]" OFFSETS "[24,0]}}", inside},
        {X "[6]" OFFSETS "[0,24.0]}}", inside},
        {X "[0]" OFFSETS "[0,0]}}", inside},
        {X "[-6]" OFFSETS "[0,24]}}", inside},
        {X "[-2,-3]" OFFSETS "[0,24]}}", inside},
        {X "[6.0]" OFFSETS "[0,24]}}", inside},
        {X "[1,1,1,1,6]" OFFSETS "[0,24]}}", inside},
        {X "[4611686018427387910]" OFFSETS "[0,24]}}", inside},
        {X "[2147483649,2147483648,2]" OFFSETS "[0,24]}}", inside},
        {X "[6]" OFFSETS "[0,9223372036854775807]}}", inside},
        {X "[6]" OFFSETS "[0,99999999999999999999]}}", json},
        {X "[5]" OFFSETS "[0,20]}}", "promises 20"},
        {X "[5]" OFFSETS "[4,24]}}", "overlap or leave a gap"},
        {"{\"x\":{\"dtype\":\"F16\",\"shape\":[12]" OFFSETS "[0,24]}}", inside},
        {"{\"x\":{\"dtype\":32,\"shape\":[6]" OFFSETS "[0,24]}}", inside},
        {X "[3]" OFFSETS "[0,12]},\"y\":{\"dtype\":\"F32\",\"shape\":"
           "[3]" OFFSETS "[0,12]}}",
         "overlap or leave a gap"},
        {X "[4]" OFFSETS "[0,16]},\"y\":{\"dtype\":\"F64\",\"shape\":"
           "[2]" OFFSETS "[8,24]}}",
         "overlap or leave a gap"},
        {X "[2]" OFFSETS "[0,8]},\"y\":{\"dtype\":\"F64\",\"shape\":"
           "[1]" OFFSETS "[16,24]}}",
         "overlap or leave a gap"},
    };
    char *path = path_of("lie.safetensors");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        write_header(path, wrong[i][0], 24);
        CHECK_FAILS(open_it, path, 1, wrong[i][1]);
    }
    free(path);
}

static void tensors_may_stand_in_any_order(void **state)
{
    (void)state;
    char *path = path_of("order.safetensors");
    write_header(path,
                 X "[2]" OFFSETS "[16,24]},\"y\":{\"dtype\":\"F64\","
                   "\"shape\":[2,1]" OFFSETS "[0,16]}}",
                 24);
    safetensors file = safetensors_open(path);
    assert_int_equal(safetensors_count(&file), 2);
    const char *x = safetensors_tensor(&file, "x").data;
    const char *y = safetensors_tensor(&file, "y").data;
    assert_int_equal(x - y, 16);
    safetensors_close(&file);
    free(path);
}

static void a_huge_header_is_refused(void **state)
{
    (void)state;
    const uint64_t lengths[] = {25,         1u << 31,       1ull << 40,
                                1ull << 63, UINT64_MAX - 7, UINT64_MAX};
    char *path = path_of("huge.safetensors");
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        unsigned char bytes[32] = {0};
        memcpy(bytes, &lengths[i], 8);
        write_bytes(path, bytes, sizeof bytes);
        CHECK_FAILS(open_it, path, 1, "its header claims");
    }
    free(path);
}

static void a_file_without_state_is_no_checkpoint(void **state)
{
    (void)state;
    const char *texts[] = {"{}", "{\"__metadata__\":7}",
                           "{\"__metadata__\":{\"model\":3}}"};
    char *path = path_of("stateless.safetensors");
    for (int i = 0; i < 3; i++) {
        write_header(path, texts[i], 0);
        CHECK_FAILS(resume_it, path, 1, "no checkpoint of a training");
    }
    write_header(path, "{\"__metadata__\":{\"model\":\"tiny\"}}", 0);
    CHECK_FAILS(resume_it, path, 1, "holds another model");
    free(path);
}

static void a_step_that_is_no_number_is_refused(void **state)
{
    (void)state;
    size_t count;
    unsigned char *bytes = checkpoint_bytes(&count);
    char *path = path_of("step.safetensors");
    char *step = strstr((char *)bytes + 8, "\"step\":\"4\"");
    assert_non_null(step);
    const char *const texts[][2] = {{"x", "its step is no number, but 'x'"},
                                    {" ", "its step is no number, but ' '"}};
    for (int i = 0; i < 2; i++) {
        step[8] = texts[i][0][0];
        write_bytes(path, bytes, count);
        CHECK_FAILS(resume_it, path, 1, texts[i][1]);
    }
    free(bytes);
    free(path);
}

static void what_is_no_file_is_refused(void **state)
{
    (void)state;
    char *path = path_of("none.safetensors");
    CHECK_FAILS(open_it, path, 1, "No such file");
    CHECK_FAILS(open_it, (char *)check_folder(), 1, "is a folder");
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(the_file_is_header_length_header_and_numbers),
        cmocka_unit_test_setup_teardown(a_file_cut_anywhere_is_refused,
                                        make_tiny, free_tiny),
        cmocka_unit_test(random_bytes_are_refused),
        cmocka_unit_test_setup_teardown(a_changed_byte_does_no_harm, make_tiny,
                                        free_tiny),
        cmocka_unit_test(headers_that_lie_are_refused),
        cmocka_unit_test(tensors_may_stand_in_any_order),
        cmocka_unit_test(a_huge_header_is_refused),
        cmocka_unit_test_setup_teardown(a_file_without_state_is_no_checkpoint,
                                        make_tiny, free_tiny),
        cmocka_unit_test_setup_teardown(a_step_that_is_no_number_is_refused,
                                        make_tiny, free_tiny),
        cmocka_unit_test(what_is_no_file_is_refused),
    };
    return RUN_TESTS(tests);
}
