# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiles a student's file, runs the check on it, and says what came of it."""
import glob
import hashlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

from task import LIMIT, SANITIZE, language, read, registry, say, setting


class Result:
    """What became of a file: `state` is passed, failed (a check), unwritten,
    compile, link, time, crash, or ended (before the end of the check)."""

    def __init__(self, state, text=''):
        self.state, self.text, self.warnings = state, text, ''
        self.check = ['0', '0', '', '']  # number, of how many, name, read
        self.which = self.got = self.expected = self.unwritten = ''
        self.notes, self.seconds = [], 0


def compiler(arguments):
    environment = dict(os.environ, LC_ALL='C')
    return subprocess.run([setting('EXERCISE_CC')] + arguments,
                          capture_output=True, env=environment, check=False,
                          encoding='utf-8', errors='replace')


def digest(path):
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()


def compile_and_run(exercise, path, flags=tuple(SANITIZE), student='',
                    show=False):
    """Compiles the file at this very path, links it with nothing but the check
    and the modules of its chapter and those before, and runs that."""
    with tempfile.TemporaryDirectory(prefix='unwarp-') as folder:
        unit, program = folder + '/student.o', folder + '/check'
        precision = {'double': ['-DREAL_DOUBLE'], 'float': []}
        stamp = digest(path)
        made = compiler([*setting('EXERCISE_CFLAGS').split(),
                         *precision[registry()[exercise.number]], *flags,
                         f'-DEXERCISE_SOURCE="{stamp}"', '-c', path, '-o',
                         unit])
        if made.returncode:
            return Result('compile', made.stderr)
        linked = compiler([*flags, unit, setting('EXERCISE_BUILD') +
                           f'/{exercise.number}.a', '-o', program,
                           *setting('EXERCISE_LIBS').split()])
        if linked.returncode:
            return Result('link', linked.stderr)
        result = run(program, folder, student, show)
        result.warnings = made.stderr
        if result.state != 'ended' and result.source != f'{path} {stamp}':
            raise RuntimeError(f'{result.source} was checked, not {path}')
        return result


def wait(process, seconds):
    """The status; whatever the program has started ends with it."""
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGALRM
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


def run(program, folder, student, show):
    report, log, errors = (folder + name for name in
                           ('/report', '/log', '/errors'))
    leaks = int(not show and 'EXERCISE_LEAKS' in os.environ)
    options = f'log_path={log}:exitcode=86:handle_abort=1:' \
        f'detect_leaks={leaks}:hard_rss_limit_mb=1024'
    environment = dict(os.environ, EXERCISE_REPORT=report,
                       EXERCISE_STUDENT=student, EXERCISE_LIMIT=str(LIMIT),
                       EXERCISE_LANGUAGE=language(), OPENBLAS_NUM_THREADS='1',
                       ASAN_OPTIONS=options, UBSAN_OPTIONS=options)
    out = None if show else subprocess.DEVNULL
    sys.stdout.flush()
    begun = time.monotonic()
    with open(errors, 'wb') as err:
        status = wait(subprocess.Popen(
            ['sh', '-c', 'ulimit -f 200000; exec "$0"', program],
            stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment,
            start_new_session=True), 12 * LIMIT)
    result = Result('ended')
    result.seconds = time.monotonic() - begun
    said = read(errors, 'replace')
    if show:
        sys.stderr.write(said)
    result.source = ''
    for line in read(report, 'replace').splitlines() \
            if os.path.exists(report) else ():
        key, _, text = line.partition('\t')
        if key == 'note':
            result.notes.append(text)
        else:
            setattr(result, key, text.split('\t') if key == 'check' else text)
    result.text = ''.join(read(file, 'replace')
                          for file in sorted(glob.glob(log + '.*')))
    if 'runtime error: ' in said:  # of what C leaves undefined
        result.text += said
    if result.text or status < 0:
        result.state = 'time' if status == -signal.SIGALRM else 'crash'
    elif result.unwritten:
        result.state = 'unwritten'
    elif result.got:
        result.state = 'failed'
    elif hasattr(result, 'passed') and status == 0:
        result.state = 'passed'
    return result


# ---- saying what happened ---------------------------------------------------

CRASHES = [
    ('null pointer|SEGV|BUS', 'it uses a pointer that points nowhere',
     'используется указатель, который никуда не указывает'),
    ('runtime error: (.*)', 'undefined: {}', 'не определено: {}'),
    ('hard rss limit', 'it takes more than 1 GB of memory',
     'занято больше 1 ГБ памяти'),
    ('stack-overflow', 'functions call each other without end',
     'функции вызывают друг друга без конца'),
    ('buffer-overflow|out-of-bounds|container-overflow|param-overlap',
     'it reads or writes outside an array',
     'чтение или запись за пределами массива'),
    ('use-after|double-free|bad-free|not malloc',
     'it uses memory that was freed, or frees what it must not',
     'используется освобождённая память, или освобождается чужая'),
    ('FPE', 'it divides a whole number by zero', 'целое число делится на ноль'),
    ('LeakSanitizer', 'memory is not freed', 'память не освобождается'),
    ('ABRT|^$', 'it was aborted; the line above says why',
     'программа прервана; строка выше говорит, почему'),
]


def why_crashed(result, path):
    for pattern, english, russian in CRASHES:
        found = re.search(pattern, result.text)
        if found:
            place = re.search(re.escape(path) + r':(\d+)', result.text)
            words = say(english, russian).format(*found.groups())
            return words + (f' ({place[0]})' if place else '')
    return result.text.splitlines()[0]


def first_error(text, path):
    """The first error in the student's file, with the lines that show it."""
    parts = re.split(r'^(?=\S+:\d+:(?:\d+:)? )', text, flags=re.M)
    for part in parts:
        if re.match(re.escape(path) + r':\d+:\d+: (fatal )?error', part):
            return '\n'.join(line for line in part.splitlines()
                             if ': In function ' not in line)
    return text.strip()


def link_error(text):
    for pattern, english, russian in (
            (r"undefined reference to `exercise_source'",
             'the #include at the head of the file is missing',
             'нет строки #include в начале файла'),
            (r"undefined reference to `(.*)'",
             'there is no function {} (renamed? taken from a later chapter?)',
             'нет функции {} (переименована? из следующей главы?)'),
            (r"multiple definition of `(.*)'",
             'there is a second {}: take another name, or make it static',
             'имя {} занято: возьмите другое или объявите функцию static')):
        found = re.search(pattern, text)
        if found:
            return say(english, russian).format(*found.groups())
    return text.strip()


def explain(exercise, result, path):
    """The lines that tell the student; at most one thing that is wrong."""
    number, count, name, place = result.check
    notes = ['  ' + note for note in result.notes]
    if result.state == 'compile':
        return [say('The compiler does not understand it:',
                    'Компилятор этого не понимает:'), '',
                first_error(result.text, path)]
    if result.state == 'link':
        return [path + ': ' + link_error(result.text)]
    if result.state == 'unwritten' and number == '0':
        return [say('not written yet - ', 'ещё не написано - ') +
                result.unwritten, *notes]
    if result.state == 'passed':
        return [say('passed', 'зачтено') + f': {exercise.number} ' +
                exercise.title(), *notes]
    out = [path + ': ' + say(f'{number} of {count} checks pass, the next does '
                             'not:', f'проверок пройдено {number} из {count}, '
                             'следующая - нет:'), '', '  ' + name]
    facts = []
    if result.state == 'unwritten':
        facts = [(say('not written yet', 'ещё не написано'), result.unwritten)]
    elif result.state == 'time':
        facts = [(say('stopped', 'остановлено'),
                  say(f'not done after {LIMIT} seconds; an endless loop?',
                      f'не закончено за {LIMIT} секунд; бесконечный цикл?'))]
    elif result.state == 'crash':
        facts = [(say('crashed', 'авария'), why_crashed(result, path))]
    elif result.state == 'ended':
        facts = [(say('stopped', 'остановлено'),
                  say('the program ended before the check was over; see above',
                      'программа завершилась до конца проверки; см. выше'))]
    else:
        facts = [(say('where', 'где'), result.which),
                 (say('got', 'получено'), result.got),
                 (say('expected', 'ожидалось'), result.expected)]
    facts.append((say('read', 'прочитать'), place))
    width = max(len(key) for key, _ in facts)
    out += [f'    {key:{width}}  {text}' for key, text in facts]
    return out + ['', *notes]


# ---- the student's commands -------------------------------------------------
