# SPDX-License-Identifier: GPL-3.0-or-later
"""What a student may ask for: try, hint, reset, solution, the list, play; and what
a teacher may: grades, and starters from the solutions."""
import concurrent.futures
import csv
import glob
import json
import os
import shutil

from task import (
    ENGLISH, Exercise, KINDS, RUSSIAN, STATE, WORK, fail, language, read,
    registry, remembered, same, say, setting, write)
from trial import Result, compile_and_run, digest, explain


def student_number(exercise):
    number = remembered('student', os.environ.get('EXERCISE_STUDENT'))
    if exercise.kind == 'measure' and not number.isdigit():
        fail(f'which number is yours? make ex-{exercise.number} STUDENT=17',
             f'какой у вас номер? make ex-{exercise.number} STUDENT=17')
    return number


def taken_path(exercise):
    """The starter as it was when the student took it."""
    return f'{STATE}/ex_{exercise.name}.c'


def take(exercise):
    """The student's file, from the starter if it is not there."""
    try:
        write(exercise.student_path, read(exercise.starter_path), 'x')
    except FileExistsError:
        return False
    write(taken_path(exercise), read(exercise.starter_path))
    return True


def is_untouched(exercise):
    known = [exercise.starter_path, taken_path(exercise)]
    return any(os.path.exists(path) and same(path, exercise.student_path)
               for path in known)


def greet(exercise):
    path = exercise.student_path
    if take(exercise):
        print(say(f'{path} is yours: the task stands in it, write there.',
                  f'{path} - ваш файл: в нём задание, пишите там.'))
    elif os.path.exists(taken_path(exercise)) and \
            read(taken_path(exercise)) != read(exercise.starter_path):
        print(say('The starter has changed since you took it. Your file stays '
                  f'as it is; make reset-{exercise.number} takes the new one.',
                  'Заготовка с тех пор изменилась. Ваш файл остаётся как есть; '
                  f'make reset-{exercise.number} возьмёт новую.'))


def after_passing(exercise):
    out = [say('The solution and why: ', 'Решение: ') +
           f'{exercise.path} (make solution-{exercise.number})']
    paper = exercise.sections.get('Paper')
    if paper:
        out.append(say('The paper: ', 'Статья: ') + ' '.join(paper.split()))
    return out


def try_it(number):
    exercise = Exercise(number)
    greet(exercise)
    path = exercise.student_path
    result = compile_and_run(exercise, path, student=student_number(exercise),
                             show=True)
    if result.warnings:
        print(say('The compiler warns:', 'Компилятор предупреждает:'))
        print(result.warnings)
    print('\n'.join(explain(exercise, result, path)))
    if result.state == 'passed':
        write_solution(exercise)
        print('\n'.join(after_passing(exercise)))
        print(say('Compare: ', 'Сравнить: ') +
              f'diff -u {path} {solution_copy(exercise)}')
        return 0
    print(say(f'A hint: make hint-{number}', f'Подсказка: make hint-{number}'))
    return 1


def hint(number):
    exercise = Exercise(number)
    hints = exercise.hints(ENGLISH if language() == 'en' else RUSSIAN)
    path = f'{STATE}/hints_{exercise.name}'
    seen = int(read(path)) if os.path.exists(path) else 0
    wanted = os.environ.get('EXERCISE_LEVEL') or str(seen + 1)
    if not wanted.isdigit() or wanted == '0':
        fail(f'there is no level {wanted}', f'нет уровня {wanted}')
    level = min(int(wanted), len(hints))
    write(path, str(max(seen, level)))
    for i in range(level):
        print(f'{i + 1}/{len(hints)}  {hints[i]}\n')
    if int(wanted) > len(hints):
        print(say('That is all. ', 'Это всё. ') +
              f'make solution-{number} INSIST=1')


def reset(number):
    exercise = Exercise(number)
    path = exercise.student_path
    if os.path.exists(path):
        free = 1
        while os.path.lexists(f'{path}.backup-{free}'):
            free += 1
        os.rename(path, f'{path}.backup-{free}')
        print(say('What you had is in ', 'Прежнее сохранено: ') +
              f'{path}.backup-{free}')
    take(exercise)
    write(taken_path(exercise), read(exercise.starter_path))
    print(say('Taken anew: ', 'Взято заново: ') + path)


def solution_copy(exercise):
    return f'{WORK}/solution_{exercise.name}.c'


def write_solution(exercise):
    if os.path.exists(exercise.path):
        write(solution_copy(exercise), exercise.solution())


def solution(number):
    exercise = Exercise(number)
    path = exercise.student_path
    insists = os.environ.get('EXERCISE_INSIST') not in (None, '', '0')
    if not insists and state_of(exercise) != 'passed':
        fail(f'{number} is not passed yet. If you insist: '
             f'make solution-{number} INSIST=1',
             f'{number} ещё не зачтено. Если настаиваете: '
             f'make solution-{number} INSIST=1')
    if not os.path.exists(exercise.path):
        fail('the solution is not here', 'решения здесь нет')
    write_solution(exercise)
    print(read(solution_copy(exercise)))
    print('\n'.join(after_passing(exercise)))
    if os.path.exists(path):
        print(say('Compare: ', 'Сравнить: ') +
              f'diff -u {path} {solution_copy(exercise)}')


def state_of(exercise):
    """new, begun or passed, found out anew unless nothing has changed."""
    path = exercise.student_path
    if not os.path.exists(path) or is_untouched(exercise):
        return 'new'
    archive = f'{setting("EXERCISE_BUILD")}/{exercise.number}.a'
    student = remembered('student', os.environ.get('EXERCISE_STUDENT'))
    if exercise.kind == 'measure' and not student:
        return 'begun'
    key = f'{digest(path)} {digest(archive)} {student}'
    memory = f'{STATE}/state_{exercise.name}'
    known = json.loads(read(memory)) if os.path.exists(memory) else {}
    if key not in known:
        result = compile_and_run(exercise, path, student=student)
        known = {key: 'passed' if result.state == 'passed' else 'begun'}
        if result.state != 'time':  # which may be the machine's fault
            write(memory, json.dumps(known))
    return known[key]


def list_all():
    words = {'new': say('not started', 'не начато'),
             'begun': say('in work', 'в работе'),
             'passed': say('passed', 'зачтено')}
    exercises = [Exercise(number) for number in registry()]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        states = list(pool.map(state_of, exercises))
    width = max(len(exercise.title()) for exercise in exercises)
    for exercise, state in zip(exercises, states):
        kind = say(exercise.kind, KINDS[exercise.kind])
        print(f'{exercise.number}  {exercise.title():{width}}  {kind:10} '
              f'{exercise.minutes:3} {say("min", "мин")}  {words[state]}')
    print(say(f'{states.count("passed")} of {len(states)} passed. ',
              f'Зачтено {states.count("passed")} из {len(states)}. ') +
          'make ex-N.M, hint-N.M, reset-N.M, solution-N.M')


def play(chapter):
    """Copies what is not there; nothing is ever written over."""
    source = glob.glob(f'chapters/{chapter}_*')[0]
    folder = f'{WORK}/play_{chapter}'
    os.makedirs(folder, exist_ok=True)
    for path in sorted(glob.glob(source + '/*.[ch]')):
        copy = f'{folder}/{os.path.basename(path)}'
        if not os.path.exists(copy):
            shutil.copy(path, copy)
            print(say('copied to ', 'скопировано: ') + copy)


# ---- the teacher's and the maintainer's -------------------------------------

def grade(folder):
    """Rows student, exercise, passed, seconds, to FOLDER/grades.csv."""
    rows = []
    for home in sorted(glob.glob(glob.escape(folder) + '/*/')):
        number = home + 'student'
        student = read(number).strip() if os.path.exists(number) else '0'
        for exercise in map(Exercise, registry()):
            path = f'{home}ex_{exercise.name}.c'
            result = compile_and_run(exercise, path, student=student) \
                if os.path.exists(path) else Result('absent')
            rows.append([os.path.basename(home.rstrip('/')), exercise.number,
                         'yes' if result.state == 'passed' else 'no',
                         f'{result.seconds:.1f}'])
            print(','.join(rows[-1]), flush=True)
    if not rows:
        fail(f'{folder}: no folders of students', f'{folder}: папок нет')
    with open(folder + '/grades.csv', 'w', encoding='utf-8',
              newline='') as file:
        table = csv.writer(file, lineterminator='\n')
        table.writerows([['student', 'exercise', 'passed', 'seconds'], *rows])


def starters():
    for exercise in map(Exercise, registry()):
        write(exercise.starter_path, exercise.starter())
