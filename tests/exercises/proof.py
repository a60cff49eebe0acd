# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves of each exercise what must hold of it (see check)."""
import concurrent.futures
import glob
import os
import re
import tempfile

from task import (
    ENGLISH, Exercise, KINDS, RUSSIAN, SANITIZE, read, registry, setting, write)
from trial import compile_and_run, explain


class Proof:
    """Counts what was proven."""

    def __init__(self):
        self.passed = self.failed = 0

    def that(self, right, what):
        self.passed += bool(right)
        self.failed += not right
        if not right:
            print('FAILED: ' + what, flush=True)


def try_text(exercise, text, flags, student='17'):
    """What becomes of a student's file with that text."""
    with tempfile.TemporaryDirectory(prefix='unwarp-') as folder:
        path = f'{folder}/ex_{exercise.name}.c'
        write(path, text)
        result = compile_and_run(exercise, path, flags, student)
        result.path = path
        return result


def prove_form(exercise, proof):
    prefix = exercise.number + ': '
    starter = exercise.starter()
    proof.that(os.path.exists(exercise.starter_path) and
               read(exercise.starter_path) == starter,
               f'{prefix}{exercise.starter_path} is stale: make starters')
    proof.that(not re.search(r'// (gap|starter|end)\b|^## (Hint|Wrong|Подс)',
                             starter, flags=re.M), prefix + 'a mark is left')
    proof.that(exercise.kind in KINDS and exercise.minutes > 0 and
               len(exercise.titles) == 2 and exercise.sections.get('Paper'),
               prefix + 'kind, minutes, two titles, a paper')
    for tongue in ENGLISH, RUSSIAN:
        proof.that(exercise.sections.get(tongue['statement']) and
                   2 <= len(exercise.hints(tongue)) <= 3 and
                   len(exercise.hints(ENGLISH)) == len(exercise.hints(RUSSIAN)),
                   prefix + 'a statement and two or three hints in both '
                   'languages')
    lines = [line for gap in exercise.gaps for line in gap.solution if
             line.strip()]
    proof.that(exercise.gaps and len(lines) < 40,
               f'{prefix}{len(lines)} lines of code, less than 40 wanted')
    proof.that(all(bool(gap.starter) == (exercise.kind == 'fix')
                   for gap in exercise.gaps),
               prefix + '`// starter` is for the kind fix')
    source = read(f'tests/exercises/check_{exercise.name}.c')
    places = re.findall(r'"((?:common|data|chapters)/\S+): ([^"]+)"', source)
    proof.that(places, prefix + 'no place to read is named')
    for path, heading in places:
        proof.that(os.path.exists(path) and re.search(
            '^#+ ' + re.escape(heading) + '$', read(path), flags=re.M),
            f'{prefix}there is no heading "{heading}" in {path}')


def prove_unsolved(exercise, proof):
    result = try_text(exercise, exercise.starter(), ['-Werror'])
    place = re.fullmatch(re.escape(result.__dict__.get('path', '')) +
                         r':(\d+)', result.unwritten)
    line = exercise.starter().splitlines()[int(place[1]) - 1] if place else ''
    proof.that(result.state == 'unwritten' and 'not_written_yet(' in line,
               f'{exercise.number}: the starter must compile and fail with '
               f'"not written yet", not: {result.state} {result.text}')
    if exercise.kind == 'fix':
        result = try_text(exercise, exercise.starter(False), ['-Werror'])
        proof.that(result.state == 'failed',
                   f'{exercise.number}: what is to be repaired must fail, not: '
                   f'{result.state} {result.text}')


def prove_solved(exercise, proof):
    os.environ['EXERCISE_LEAKS'] = '1'
    numbers = ['17', '4', '130'] if exercise.kind == 'measure' else ['']
    for flags in ['-Werror'], SANITIZE:
        for student in numbers[:1 if flags is SANITIZE else None]:
            result = try_text(exercise, exercise.solution(), flags, student)
            proof.that(result.state == 'passed',
                       f'{exercise.number}: the solution must pass '
                       f'({flags[-1]}, student {student}): {result.state} ' +
                       '\n'.join(explain(exercise, result, result.path)) +
                       result.text)
    result = compile_and_run(exercise, exercise.path, ['-Werror'], '17')
    proof.that(result.state == 'passed',
               f'{exercise.number}: {exercise.path} must compile and pass')


def prove_wrong(exercise, answer, proof):
    result = try_text(exercise, exercise.solution(answer.pairs), ['-w'])
    proof.that(result.state in ('failed', 'crash', 'time'),
               f'{exercise.number}: "{answer.what}" must fail: {result.state} '
               f'{result.text}')


def prove_registry(proof):
    """Every file belongs to an exercise, every module to one chapter."""
    names = {number.replace('.', '_') for number in registry()}
    proof.that(names, 'there are exercises')
    for pattern in ('tests/solutions/ex_(.*)', 'tests/exercises/ex_(.*)',
                    'tests/exercises/check_(.*)',
                    'chapters/*/exercises/ex_(.*)'):
        found = glob.glob(re.sub(r'\(.*', '*', pattern))
        folder = os.path.dirname(pattern)
        stray = [path for path in glob.glob(folder + '/*') if
                 path not in found and folder != 'tests/exercises']
        stems = sorted(re.sub(r'.*/[a-z]+_(\d+_\d+)\.[ch]$', r'\1', path)
                       for path in found)
        proof.that(stems == sorted(names) and not stray,
                   f'{pattern}: {stems} {stray}, registered: {sorted(names)}')
    modules = setting('EXERCISE_MODULES').split()
    there = [path[:-2] for path in glob.glob('common/*.c') +
             glob.glob('data/*.c')]
    listed = [m for m in modules if not m.startswith('chapters/')]
    proof.that(sorted(listed) == sorted(there),
               'tests/exercises.mk lists each module once, at its chapter: ' +
               ' '.join(set(there) ^ set(listed)))


def prove_empty(proof):
    """A run without a single check is no success."""
    number = next(iter(registry()))
    text = '#include "exercise.h"\nint main(void);\nint main(void)\n' \
        '{\n    return exercise_run(0, 0);\n}\n'
    result = try_text(Exercise(number), text, ['-Werror'])
    proof.that(result.state == 'ended', f'a run of no check: {result.state}')


def check(numbers):
    proof = Proof()
    if not numbers or 'registry' in numbers:
        prove_registry(proof)
        prove_empty(proof)
    numbers = [n for n in numbers or registry() if n != 'registry']
    jobs = []
    for exercise in map(Exercise, numbers):
        answers = list(exercise.wrong_answers())
        proof.that(len(answers) >= 2 and all(a.pairs for a in answers),
                   exercise.number + ': two wrong answers at least')
        jobs += [(prove_form, exercise), (prove_unsolved, exercise),
                 (prove_solved, exercise)]
        jobs += [(prove_wrong, exercise, answer) for answer in answers]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(*job, proof) for job in jobs]:
            try:
                done.result()
            except (ValueError, KeyError, OSError, RuntimeError) as error:
                proof.that(False, repr(error))
    print(f'{proof.passed} passed, {proof.failed} failed')
    return int(proof.failed > 0 or proof.passed == 0)
