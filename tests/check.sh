# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# What the test scripts share; to be sourced. It goes to the project's folder,
# makes a folder "$temp" (with a space in its name) that is removed at the end,
# and counts checks. A script ends with `finish`.
set -u
LC_ALL=C
export LC_ALL ASAN_OPTIONS=detect_leaks=0
unset MAKEFLAGS MFLAGS MAKELEVEL
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
project=$PWD
build=${UNWARP_BUILD:-build}
[[ $build = /* ]] || build=$project/$build
temp=$(mktemp -d "${TMPDIR:-/tmp}/unwarp test XXXXXX") || exit 1
passed=0 failed=0
status=0 out='' err=''

clean_up() {
    local job
    for job in $(jobs -p); do
        kill -KILL -- "-$job" "$job"
    done 2>/dev/null
    rm -rf "$temp"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# ---- checks: each prints one line, and what is wrong if it fails ----------

ok() { # what
    passed=$((passed + 1))
    echo "ok: $1"
}

bad() { # what, got, expected
    failed=$((failed + 1))
    echo "FAILED: $1"
    printf '%s\n' "$2" | head -n 12 | sed '1s/^/  got: /; 2,$s/^/       /'
    printf '%s\n' "$3" | head -n 12 | sed '1s/^/  expected: /; 2,$s/^/       /'
}

is() { # what, got, expected
    if [ "$2" = "$3" ]; then ok "$1"; else bad "$1" "$2" "$3"; fi
}

has() { # what, text, part
    if [[ $2 = *"$3"* ]]; then ok "$1"; else bad "$1" "$2" "... $3 ..."; fi
}

same_files() { # what, file, file
    if [ -s "$2" ] && cmp -s "$2" "$3"; then
        ok "$1"
    else
        bad "$1" "$(cmp "$2" "$3" 2>&1)" "equal and not empty"
    fi
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
    exit
}

# ---- running programs ------------------------------------------------------

# Runs a command: sets status, out and err.
run() { # command ...
    "$@" >"$temp/.out" 2>"$temp/.err" </dev/null
    status=$?
    out=$(<"$temp/.out") err=$(<"$temp/.err")
}

# True if err is one line "name: ...part..." and one line "hint: ...".
is_two_lines() { # name, part
    local first=${err%%$'\n'*} rest=${err#*$'\n'}
    [[ $first = "$1: "*"$2"* && $rest = "hint: "?* && $rest != *$'\n'* ]]
}

# Runs a command that must end with a status and with those two lines.
fails() { # what, status, name, part, command ...
    local what=$1 expected=$2 name=$3 part=$4
    shift 4
    run "$@"
    if [ "$status" = "$expected" ] && is_two_lines "$name" "$part"; then
        ok "$what"
    else
        bad "$what" "status $status"$'\n'"$err" \
            "status $expected"$'\n'"$name: ...$part..."$'\n'"hint: ..."
    fi
}

# Waits up to 20 s for a file to be there.
wait_for() { # file
    local i
    for ((i = 0; i < 1000; i++)); do
        [ -e "$1" ] && return
        sleep 0.02
    done
    bad "waiting for $1" "not there after 20 s" "a file"
    return 1
}

# ---- checkpoints -----------------------------------------------------------

header() { # file: the JSON of a safetensors file
    tail -c +9 "$1" | head -c "$(od -An -tu8 -N8 "$1")"
}

# Where the history starts in the data, or where the data end.
history_at() { # file
    local at
    at=$(header "$1" | sed -n \
        's/.*"history":{[^}]*"data_offsets":\[\([0-9]*\),.*/\1/p')
    echo "${at:-$(($(stat -c %s "$1") - 8 - $(od -An -tu8 -N8 "$1")))}"
}

# All that the next step depends on, as text: the step, and the
# SHA-256 of weights, Adam's means and running sums, and the history without its
# seconds.
state() { # file
    local start at columns
    start=$((9 + $(od -An -tu8 -N8 "$1"))) at=$(history_at "$1")
    columns=$(header "$1" |
        sed -n 's/.*"history":{[^}]*"shape":\[[0-9]*,\([0-9]*\)\].*/\1/p')
    header "$1" | grep -o '"step":"[^"]*"'
    tail -c +"$start" "$1" | head -c "$at" | sha256sum
    tail -c +"$((start + at))" "$1" | od -An -v -tx8 \
        -w$((8 * ${columns:-4})) | cut -d ' ' -f "1-${columns:-4}"
}

same_state() { # what, file, file
    local got expected
    got=$(state "$2" 2>&1) expected=$(state "$3" 2>&1)
    if [[ $got != *'"step"'* ]]; then
        bad "$1" "$got" "a checkpoint in $2"
    else
        is "$1" "$got" "$expected"
    fi
}
